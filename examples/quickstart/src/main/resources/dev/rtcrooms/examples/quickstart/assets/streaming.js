import { RefusalError } from '/rtc-rooms/rtc-rooms.js';
import { CameraError, canShareScreen } from './camera.js';
import { Outgoing } from './outgoing.js';
import { byId } from './page.js';
import { enableDeviceToggles, enableToggle } from './toggles.js';

const REFUSALS = {
  'room-too-large-for-mesh':
    'As many people are on camera or microphone as this room can carry. When one of them turns both off, there will be room.',
  'media-overloaded': 'The server has too much to do to take more video or sound. Try again in a while.',
  'not-allowed': 'You may not stream in this room.',
};

/** The buttons for microphone, camera and screen, and what the others get by them. */
export class Streaming {
  #capture;
  #outgoing;

  constructor(room, capture, notice, onChange) {
    const screen = byId('screen');
    const tell = (problem) => (problem === null ? notice.clear() : notice.say(words(problem)));
    this.#capture = capture;
    this.#outgoing = new Outgoing(room, capture, {
      onChange: () => {
        screen.setAttribute('aria-pressed', this.#outgoing.screen !== null);
        onChange();
      },
      onRefusal: (problem) => problem instanceof RefusalError && notice.say(words(problem)),
    });
    enableDeviceToggles(capture, { microphone: byId('microphone'), camera: byId('camera') }, tell);
    enableToggle(screen, () => this.#outgoing.toggleScreen(), tell);
    screen.hidden = !canShareScreen;
    capture.addEventListener('lost', ({ detail }) => notice.say(`The ${detail} is gone: it was unplugged, or taken back.`));
    room.addEventListener('refusal', ({ detail }) => {
      if (room.publishing.size > 0 && detail.code in REFUSALS) notice.say(words(detail));
    });
  }

  /** Sends what is on already. */
  begin() {
    this.#outgoing.send();
  }

  /** What the others are to know of it. */
  get sign() {
    return { muted: this.#capture.muted };
  }

  /** What the others get, for the tiles of this page's own user. */
  tiles(own) {
    const { stream, screen } = this.#outgoing;
    return [
      ...(stream === null ? [] : [{ ...own, key: 'own', own: true, stream, sign: this.sign }]),
      ...(screen === null ? [] : [{ ...own, key: 'own-screen', own: true, stream: screen, screen: true }]),
    ];
  }
}

function words(problem) {
  if (problem instanceof CameraError) return problem.message;
  return REFUSALS[problem.code] ?? `This could not be streamed: ${problem.message}`;
}
