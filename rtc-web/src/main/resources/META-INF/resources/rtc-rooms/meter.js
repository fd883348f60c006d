import { counts, NOTHING, quality } from './quality.js';

/** In milliseconds. Receivers report every one to five seconds (RFC 3550 §6.2): less would show a report twice. */
const INTERVAL = 3_000;

/** Measures the quality of connections. No timer runs while there are none. */
export class Meter {
  #onQuality;
  /** @type {Map<string, { pc: RTCPeerConnection, before: import('./quality.js').Counts }>} by peer */
  #followed = new Map();
  #timer = 0;
  /** @type {ReadonlyMap<string, import('./rtc-rooms.js').Quality>} by peer; replaced when it changes */
  quality = new Map();

  /** @param {(peer: string, quality: import('./rtc-rooms.js').Quality) => void} onQuality */
  constructor(onQuality) {
    this.#onQuality = onQuality;
  }

  /**
   * @param {string} peer
   * @param {RTCPeerConnection} pc whose state has changed: it is measured from `connected` until it has failed or is closed
   */
  follow(peer, pc) {
    const followed = this.#followed.get(peer)?.pc === pc;
    if (pc.connectionState === 'connected' && !followed) {
      this.#followed.set(peer, { pc, before: NOTHING });
      this.#timer ||= setInterval(() => this.#measureAll(), INTERVAL);
    } else if (followed && (pc.connectionState === 'failed' || pc.connectionState === 'closed')) {
      this.#forget(peer);
    }
  }

  /** @param {string} peer */
  #forget(peer) {
    this.#followed.delete(peer);
    const quality = new Map(this.quality);
    quality.delete(peer);
    this.quality = quality;
    if (this.#followed.size === 0) {
      clearInterval(this.#timer);
      this.#timer = 0;
    }
  }

  #measureAll() {
    for (const [peer, { pc }] of this.#followed) {
      this.#measure(peer, pc);
    }
  }

  /**
   * @param {string} peer
   * @param {RTCPeerConnection} pc
   */
  async #measure(peer, pc) {
    const now = counts((await pc.getStats()).values());
    const followed = this.#followed.get(peer);
    if (followed?.pc === pc) {
      const measured = quality(followed.before, now, pc.connectionState === 'connected');
      followed.before = now;
      this.quality = new Map(this.quality).set(peer, measured);
      this.#onQuality(peer, measured);
    }
  }
}
