import { RefusalError } from '/rtc-rooms/rtc-rooms.js';
import { CameraError, canShareScreen } from './camera.js';
import { Outgoing } from './outgoing.js';
import { byId } from './page.js';

const REFUSALS = {
  'room-too-large-for-mesh':
    'As many people are on camera or microphone as this room can carry. When one of them turns both off, there is place for you.',
  'not-allowed': 'You may not stream in this room.',
};

/** The buttons for microphone, camera and screen, and what the others get by them. */
export class Streaming {
  #outgoing;
  #notice;
  #onChange;
  #microphone = byId('microphone');
  #camera = byId('camera');
  #screen = byId('screen');

  constructor(room, notice, onChange) {
    this.#notice = notice;
    this.#onChange = onChange;
    this.#outgoing = new Outgoing(room, {
      onChange: () => this.#changed(),
      onLost: (device) => notice.say(`The ${device} is gone: it was unplugged, or taken back.`),
      onRefusal: (problem) => problem instanceof RefusalError && notice.say(words(problem)),
    });
    this.#on(this.#microphone, () => this.#outgoing.toggleMicrophone());
    this.#on(this.#camera, () => this.#outgoing.toggleCamera());
    this.#on(this.#screen, () => this.#outgoing.toggleScreen());
    this.#screen.hidden = !canShareScreen;
    room.addEventListener('refusal', ({ detail }) => {
      if (room.publishing.size > 0 && detail.code in REFUSALS) notice.say(words(detail));
    });
  }

  get outgoing() {
    return this.#outgoing;
  }

  /** What the others are to know of it. */
  get sign() {
    return { muted: this.#outgoing.muted };
  }

  /** What the others get, for the tiles of this page's own user. */
  tiles(own) {
    const { stream, screen } = this.#outgoing;
    return [
      ...(stream === null ? [] : [{ ...own, key: 'own', own: true, stream, sign: this.sign }]),
      ...(screen === null ? [] : [{ ...own, key: 'own-screen', own: true, stream: screen, screen: true }]),
    ];
  }

  #on(button, work) {
    button.addEventListener('click', async () => {
      this.#notice.clear();
      button.disabled = true;
      try {
        await work();
      } catch (problem) {
        if (problem.message !== '') this.#notice.say(words(problem));
      }
      button.disabled = false;
      button.focus();
    });
  }

  #changed() {
    this.#microphone.setAttribute('aria-pressed', !this.#outgoing.muted);
    this.#camera.setAttribute('aria-pressed', this.#outgoing.camera !== null);
    this.#screen.setAttribute('aria-pressed', this.#outgoing.screen !== null);
    this.#onChange();
  }
}

function words(problem) {
  if (problem instanceof CameraError) return problem.message;
  return REFUSALS[problem.code] ?? `This could not be streamed: ${problem.message}`;
}
