import { RefusalError } from '/rtc-rooms/rtc-rooms.js';
import { CameraError, openCamera } from './camera.js';
import { byId } from './page.js';

const REFUSALS = {
  'room-too-large-for-mesh': 'As many cameras are on as this room can carry. When somebody stops theirs, there is place for yours.',
  'not-allowed': 'You may not stream in this room.',
};

/** The user's own camera: its buttons, and the stream that the others get. */
export class Streaming {
  /** @type {MediaStream | null} */
  stream = null;
  #room;
  #notice;
  #onChange;
  #camera = byId('camera');
  #microphone = byId('microphone');

  constructor(room, notice, onChange) {
    this.#room = room;
    this.#notice = notice;
    this.#onChange = onChange;
    this.#camera.addEventListener('click', () => (this.stream ? this.#stop() : this.#start()));
    this.#microphone.addEventListener('click', () => this.#toggleMicrophone());
    room.addEventListener('publishing', ({ detail }) => {
      if (detail.stream === null) this.#release(); // the room has ended it, or has itself ended
    });
    room.addEventListener('refusal', ({ detail }) => {
      if (room.publishing !== null && detail.code in REFUSALS) this.#notice.say(words(detail));
    });
  }

  async #start() {
    this.#notice.clear();
    this.#camera.disabled = true;
    byId('camera-word').textContent = 'Starting…';
    try {
      this.#use(await openCamera());
    } catch (problem) {
      this.#notice.say(words(problem));
    }
    this.#camera.disabled = false;
    this.#showButtons();
    this.#camera.focus();
  }

  #use(stream) {
    if (this.#room.state === 'closed') {
      stopAll(stream); // the room ended while the browser asked its user
      return;
    }
    this.stream = stream;
    for (const track of stream.getTracks()) {
      track.addEventListener('ended', () => this.#lost(stream));
    }
    this.#onChange();
    this.#room.publish(stream).catch((problem) => {
      if (this.stream === stream) this.#release();
      if (problem instanceof RefusalError) this.#notice.say(words(problem));
    });
  }

  #stop() {
    this.#release();
    this.#room.unpublish().catch((problem) => this.#notice.say(words(problem)));
  }

  #lost(stream) {
    if (this.stream !== stream) return;
    this.#stop();
    this.#notice.say('The camera is gone: it was unplugged, or taken back.');
  }

  #release() {
    if (this.stream === null) return;
    stopAll(this.stream);
    this.stream = null;
    this.#showButtons();
    this.#onChange();
  }

  #toggleMicrophone() {
    for (const track of this.stream?.getAudioTracks() ?? []) track.enabled = !track.enabled;
    this.#showButtons();
  }

  #showButtons() {
    const on = this.stream !== null;
    const [sound] = this.stream?.getAudioTracks() ?? [];
    const muted = sound !== undefined && !sound.enabled;
    this.#camera.classList.toggle('primary', !on);
    byId('camera-word').textContent = on ? 'Stop camera' : 'Start camera';
    this.#microphone.hidden = sound === undefined;
    this.#microphone.dataset.muted = muted;
    byId('microphone-word').textContent = muted ? 'Unmute' : 'Mute';
  }
}

function stopAll(stream) {
  for (const track of stream.getTracks()) track.stop();
}

function words(problem) {
  if (problem instanceof CameraError) return problem.message;
  return REFUSALS[problem.code] ?? `Your camera could not be streamed: ${problem.message}`;
}
