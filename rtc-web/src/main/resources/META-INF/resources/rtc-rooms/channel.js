import { RoomError } from './errors.js';

/** Sends data to the peers, and receives data from publishers. `rtc-rooms.d.ts` documents the public members. */
export class Channel extends EventTarget {
  #label;
  #line;
  #threshold = 0;

  /**
   * @param {string} label
   * @param {() => import('./lines.js').Line} line
   */
  constructor(label, line) {
    super();
    this.#label = label;
    this.#line = line;
  }

  get label() {
    return this.#label;
  }

  get peers() {
    return new Set(this.#line().carried?.peers());
  }

  get bufferedAmount() {
    return this.#line().carried?.waiting() ?? 0;
  }

  get bufferedAmountLowThreshold() {
    return this.#threshold;
  }

  set bufferedAmountLowThreshold(bytes) {
    this.#threshold = bytes;
    this.#line().carried?.limit(bytes);
  }

  /**
   * @param {string | ArrayBuffer | ArrayBufferView} message
   * @param {string} [to] one peer instead of all
   * @returns {number} how many peers it was sent to
   */
  send(message, to) {
    const { carried } = this.#line();
    if (!carried?.publishes()) {
      throw new RoomError('Only publishers send: call publish() first');
    }
    return carried.send(message, to);
  }

  close() {
    const line = this.#line();
    line.wanted = null;
    line.carried?.close();
  }
}
