import { openTrack } from './camera.js';

/** This page's microphone and camera, each on or off by itself. Fires `change`, and `lost` with a device that has gone. */
export class Capture extends EventTarget {
  /** @type {MediaStreamTrack | null} */
  microphone = null;
  /** @type {MediaStreamTrack | null} */
  camera = null;

  get muted() {
    return this.microphone === null || !this.microphone.enabled;
  }

  /** Off means that the camera's light goes out. */
  async toggleCamera() {
    this.#take('camera', this.camera === null ? await openTrack('video') : null);
    this.#changed();
  }

  /** A microphone that was opened stays open and is silent while it is off, so that no word is lost at its return. */
  async toggleMicrophone() {
    if (this.microphone === null) this.#take('microphone', await openTrack('audio'));
    else this.microphone.enabled = !this.microphone.enabled;
    this.#changed();
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
        this.#changed();
      } else {
        track?.stop(); // it was turned off meanwhile
      }
    }
  }

  /** Turns both off. */
  release() {
    if (this.microphone === null && this.camera === null) return;
    this.#take('microphone', null);
    this.#take('camera', null);
    this.#changed();
  }

  /** Puts a track in the place of another, which ends. */
  #take(device, track) {
    this[device]?.stop();
    this[device] = track;
    track?.addEventListener('ended', () => {
      if (this[device] !== track) return;
      this[device] = null;
      this.#changed();
      this.dispatchEvent(new CustomEvent('lost', { detail: device })); // it was unplugged, or taken back
    });
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}
