import { followLoudness } from './loudness.js';
import { cutName, knownName, rememberName } from './names.js';
import { byId, show } from './page.js';
import { enableDeviceToggles } from './toggles.js';
import { takeCreated } from './visit.js';

/**
 * What comes before the room: the user sees the own picture, tries the microphone and says a name.
 *
 * @param {import('./capture.js').Capture} capture
 * @param {(name: string) => void} onJoin
 */
export function passGate(capture, onJoin) {
  const field = byId('name');
  field.value = knownName() ?? '';
  cutName(field);
  if (takeCreated()) byId('gate-title').textContent = 'Your new room';
  const buttons = { microphone: byId('gate-microphone'), camera: byId('gate-camera') };
  const problem = byId('gate-problem');
  enableDeviceToggles(capture, buttons, (each) => {
    problem.textContent = each?.message ?? '';
  });
  const preview = new Preview(capture);
  byId('gate-form').onsubmit = (event) => {
    event.preventDefault();
    preview.end();
    rememberName(field.value.trim());
    onJoin(field.value.trim());
  };
  show('gate', field);
}

/** The own picture, and how loud the microphone is. */
class Preview {
  #capture;
  #video = byId('preview');
  #camera = null;
  #microphone = null;
  #onChange = () => this.#show();
  #silence = () => {};

  constructor(capture) {
    this.#capture = capture;
    capture.addEventListener('change', this.#onChange);
    this.#show();
  }

  end() {
    this.#capture.removeEventListener('change', this.#onChange);
    this.#video.srcObject = null;
    this.#silence();
  }

  #show() {
    const { camera, microphone } = this.#capture;
    if (camera !== this.#camera) {
      this.#camera = camera;
      this.#video.hidden = camera === null;
      this.#video.srcObject = camera && new MediaStream([camera]);
      this.#video.play().catch(() => {}); // there is none
    }
    if (microphone !== this.#microphone) {
      this.#microphone = microphone;
      this.#silence();
      this.#silence = microphone === null ? () => {} : followLoudness(microphone, (level) => (byId('gate-level').value = level));
    }
  }
}
