import { RefusalError } from '/rtc-rooms/rtc-rooms.js';
import { CameraError, canShareScreen } from './camera.js';
import { Outgoing } from './outgoing.js';
import { byId } from './page.js';

const REFUSALS = {
  'room-too-large-for-mesh': 'As many cameras are on as this room can carry. When somebody stops theirs, there is place for yours.',
  'not-allowed': 'You may not stream in this room.',
};

/** The buttons below the stage, and what the others get by them. */
export class Streaming {
  #outgoing;
  #notice;
  #onChange;
  #start = byId('start');
  #microphone = byId('microphone');
  #camera = byId('camera');
  #screen = byId('screen');
  #stop = byId('stop');

  constructor(room, notice, onChange) {
    this.#notice = notice;
    this.#onChange = onChange;
    this.#outgoing = new Outgoing(room, {
      onChange: () => this.#changed(),
      onLost: (device) => notice.say(`The ${device} is gone: it was unplugged, or taken back.`),
      onRefusal: (problem) => problem instanceof RefusalError && notice.say(words(problem)),
    });
    this.#on(this.#start, () => this.#outgoing.start());
    this.#on(this.#microphone, () => this.#outgoing.toggleMicrophone());
    this.#on(this.#camera, () => this.#outgoing.toggleCamera());
    this.#on(this.#screen, () => this.#outgoing.toggleScreen());
    this.#on(this.#stop, () => this.#outgoing.stop());
    this.#screen.hidden = !canShareScreen;
    room.addEventListener('refusal', ({ detail }) => {
      if (room.publishing !== null && detail.code in REFUSALS) notice.say(words(detail));
    });
  }

  get outgoing() {
    return this.#outgoing;
  }

  /** What the others get, as the own tile shows it; null for nothing. */
  get stream() {
    return this.#outgoing.stream;
  }

  /** What the others are to know of it. */
  get sign() {
    return { muted: this.#outgoing.muted, screen: this.#outgoing.screen !== null };
  }

  #on(button, work) {
    button.addEventListener('click', async () => {
      this.#notice.clear();
      this.#busy(button, true);
      try {
        await work();
      } catch (problem) {
        if (problem.message !== '') this.#notice.say(words(problem));
      }
      this.#busy(button, false);
      this.#focus(button);
    });
  }

  #busy(button, busy) {
    button.disabled = busy;
    if (button === this.#start) byId('start-word').textContent = busy ? 'Starting…' : 'Start camera';
  }

  #changed() {
    const on = this.stream !== null;
    this.#start.hidden = on;
    for (const button of [this.#microphone, this.#camera, this.#stop]) button.hidden = !on;
    this.#microphone.setAttribute('aria-pressed', !this.#outgoing.muted);
    this.#camera.setAttribute('aria-pressed', this.#outgoing.camera !== null);
    this.#screen.setAttribute('aria-pressed', this.#outgoing.screen !== null);
    if (document.activeElement?.hidden) this.#focus(document.activeElement);
    this.#onChange();
  }

  /** The keyboard stays here when a button gives way to others. */
  #focus(button) {
    if (!button.hidden) button.focus();
    else (this.stream === null ? this.#start : this.#camera).focus();
  }
}

function words(problem) {
  if (problem instanceof CameraError) return problem.message;
  return REFUSALS[problem.code] ?? `Your camera could not be streamed: ${problem.message}`;
}
