import { openScreen, openTrack } from './camera.js';

/** What this page sends: microphone and camera in one stream, and the screen in another. Each is on or off by itself. */
export class Outgoing {
  /** @type {MediaStreamTrack | null} */
  microphone = null;
  /** @type {MediaStreamTrack | null} */
  camera = null;
  /** @type {MediaStream | null} microphone and camera, as the others get them; null while both are off */
  stream = null;
  /** @type {MediaStream | null} */
  screen = null;
  #room;
  #onChange;
  #onLost;
  #onRefusal;

  /**
   * @param {import('/rtc-rooms/rtc-rooms.js').RoomClient} room
   * @param {object} listener
   * @param {() => void} listener.onChange
   * @param {(device: 'camera' | 'microphone') => void} listener.onLost it was unplugged, or taken back
   * @param {(problem: Error) => void} listener.onRefusal the room does not take it
   */
  constructor(room, { onChange, onLost, onRefusal }) {
    this.#room = room;
    this.#onChange = onChange;
    this.#onLost = onLost;
    this.#onRefusal = onRefusal;
    room.addEventListener('publishing', ({ detail }) => {
      if (detail.publishing.size === 0) this.#release(); // the room has ended it, or has itself ended
    });
  }

  get muted() {
    return this.microphone === null || !this.microphone.enabled;
  }

  /** Off means that the camera's light goes out. */
  async toggleCamera() {
    await this.#toggle('camera', () => openTrack('video'));
  }

  /** A microphone that was opened stays open and sends silence while it is off, so that no word is lost at its return. */
  async toggleMicrophone() {
    if (this.microphone === null) {
      await this.#toggle('microphone', () => openTrack('audio'));
    } else {
      this.microphone.enabled = !this.microphone.enabled;
      this.#onChange();
    }
  }

  async toggleScreen() {
    if (this.screen === null) this.#present(await openScreen());
    else this.#endScreen();
  }

  /**
   * Another device was chosen; one that is off is opened when it is turned on.
   *
   * @param {'camera' | 'microphone'} device
   */
  async change(device) {
    const before = this[device];
    if (before === null) return;
    before.stop(); // phones open one at a time
    let track = null;
    try {
      track = await openTrack(device === 'camera' ? 'video' : 'audio');
      track.enabled = before.enabled;
    } finally {
      if (this[device] === before) {
        this.#take(device, track);
        this.#publish();
      } else {
        track?.stop(); // it was turned off meanwhile
      }
    }
  }

  async #toggle(device, open) {
    this.#take(device, this[device] === null ? await open() : null);
    this.#publish();
  }

  /** Puts a track in the place of another, which ends. */
  #take(device, track) {
    this[device]?.stop();
    this[device] = track;
    track?.addEventListener('ended', () => {
      if (this[device] !== track) return;
      this[device] = null;
      this.#publish();
      this.#onLost(device);
    });
  }

  #publish() {
    if (this.#room.state === 'closed') {
      this.#release(); // the room ended while the browser asked its user
      return;
    }
    const tracks = [this.microphone, this.camera].filter((track) => track !== null);
    this.stream = tracks.length === 0 ? null : new MediaStream(tracks);
    this.#onChange();
    this.#send('camera', this.stream);
  }

  #present(screen) {
    this.screen = screen;
    const [picture] = screen.getVideoTracks();
    picture.addEventListener('ended', () => {
      if (this.screen === screen) this.#endScreen(); // by the browser's own button
    });
    this.#onChange();
    this.#send('screen', screen);
  }

  #endScreen() {
    stop(this.screen);
    this.screen = null;
    this.#onChange();
    this.#send('screen', null);
  }

  async #send(kind, stream) {
    try {
      if (stream === null) await this.#room.unpublish(kind);
      else await this.#room.publish(stream, { kind });
    } catch (problem) {
      if (stream !== null && (stream === this.stream || stream === this.screen)) this.#release(kind);
      this.#onRefusal(problem);
    }
  }

  /** Turns off what is not sent any more: one of the streams, or both. */
  #release(kind) {
    if (kind !== 'screen' && this.stream !== null) {
      this.#take('microphone', null);
      this.#take('camera', null);
      this.stream = null;
    }
    if (kind !== 'camera' && this.screen !== null) {
      stop(this.screen);
      this.screen = null;
    }
    this.#onChange();
  }
}

function stop(stream) {
  for (const track of stream.getTracks()) track.stop();
}
