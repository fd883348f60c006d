import { openScreen, openTrack } from './camera.js';

/** What this page sends: the microphone, and the screen or else the camera. Each is on or off by itself. */
export class Outgoing {
  /** @type {MediaStreamTrack | null} */
  microphone = null;
  /** @type {MediaStreamTrack | null} */
  camera = null;
  /** @type {MediaStreamTrack | null} */
  screen = null;
  /** @type {MediaStream | null} null while nothing is sent */
  stream = null;
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
      if (detail.stream === null) this.#release(); // the room has ended it, or has itself ended
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
    await this.#toggle('screen', openScreen);
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
      if (device !== 'screen') this.#onLost(device); // a screen ends by the browser's own button
    });
  }

  #publish() {
    if (this.#room.state === 'closed') {
      this.#release(); // the room ended while the browser asked its user
      return;
    }
    const tracks = [this.microphone, this.screen ?? this.camera].filter((track) => track !== null);
    if (tracks.length === 0) {
      this.#release();
      this.#room.unpublish().catch(this.#onRefusal);
      return;
    }
    const stream = new MediaStream(tracks);
    this.stream = stream;
    this.#onChange();
    this.#room.publish(stream).catch((problem) => {
      if (this.stream === stream) this.#release();
      this.#onRefusal(problem);
    });
  }

  #release() {
    const devices = ['microphone', 'camera', 'screen'];
    if (devices.every((device) => this[device] === null) && this.stream === null) return;
    for (const device of devices) this.#take(device, null);
    this.stream = null;
    this.#onChange();
  }
}
