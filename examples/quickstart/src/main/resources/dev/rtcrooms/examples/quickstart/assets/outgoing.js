import { openScreen } from './camera.js';

/** What this page sends: microphone and camera in one stream, and the screen in another. */
export class Outgoing {
  /** @type {MediaStream | null} microphone and camera, as the others get them; null while both are off */
  stream = null;
  /** @type {MediaStream | null} */
  screen = null;
  #room;
  #capture;
  #onChange;
  #onRefusal;

  /**
   * @param {import('/rtc-rooms/rtc-rooms.js').RoomClient} room
   * @param {import('./capture.js').Capture} capture
   * @param {object} listener
   * @param {() => void} listener.onChange
   * @param {(problem: Error) => void} listener.onRefusal the room does not take it
   */
  constructor(room, capture, { onChange, onRefusal }) {
    this.#room = room;
    this.#capture = capture;
    this.#onChange = onChange;
    this.#onRefusal = onRefusal;
    capture.addEventListener('change', () => this.send());
    room.addEventListener('publishing', ({ detail }) => {
      if (detail.publishing.size === 0) this.#release(); // the room has ended it, or has itself ended
    });
  }

  /** Sends what is on now. */
  send() {
    if (this.#room.state === 'closed') {
      this.#capture.release(); // the room ended while the browser asked its user
      return;
    }
    const tracks = [this.#capture.microphone, this.#capture.camera].filter((track) => track !== null);
    const sent = this.stream?.getTracks() ?? [];
    if (tracks.length !== sent.length || tracks.some((track) => !sent.includes(track))) {
      this.stream = tracks.length === 0 ? null : new MediaStream(tracks);
      this.#publish('camera', this.stream);
    }
    this.#onChange();
  }

  async toggleScreen() {
    if (this.screen === null) this.#present(await openScreen());
    else this.#endScreen();
  }

  #present(screen) {
    if (this.#room.state === 'closed') {
      stop(screen);
      return;
    }
    this.screen = screen;
    const [picture] = screen.getVideoTracks();
    picture.addEventListener('ended', () => {
      if (this.screen === screen) this.#endScreen(); // by the browser's own button
    });
    this.#publish('screen', screen);
    this.#onChange();
  }

  #endScreen() {
    stop(this.screen);
    this.screen = null;
    this.#publish('screen', null);
    this.#onChange();
  }

  async #publish(kind, stream) {
    try {
      if (stream === null) await this.#room.unpublish(kind);
      else await this.#room.publish(stream, { kind });
    } catch (problem) {
      if (stream !== null && stream === this.stream) this.#capture.release();
      if (stream !== null && stream === this.screen) this.#endScreen();
      this.#onRefusal(problem);
    }
  }

  #release() {
    this.#capture.release();
    if (this.screen === null) return;
    stop(this.screen);
    this.screen = null;
    this.#onChange();
  }
}

function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}
