import { RoomError, TooLargeError } from './errors.js';

/**
 * The way to one peer.
 *
 * @typedef {object} Way
 * @property {RTCPeerConnection} pc
 * @property {RTCDataChannel} data
 */

/**
 * What a channel needs of its room.
 *
 * @typedef {object} ChannelRoom
 * @property {() => boolean} publishes whether this client does
 * @property {(peer: string) => void} onFull a peer's buffer takes no more
 * @property {() => void} onClose
 */

/** Data to all who receive from this client, and from those who publish. `rtc-rooms.d.ts` documents what is public. */
export class Channel extends EventTarget {
  #label;
  /** @type {ReadonlyMap<string, Way>} */
  #ways;
  #room;
  #threshold = 0;

  /**
   * @param {string} label
   * @param {ReadonlyMap<string, Way>} ways by client, open or about to be
   * @param {ChannelRoom} room
   */
  constructor(label, ways, room) {
    super();
    this.#label = label;
    this.#ways = ways;
    this.#room = room;
  }

  get label() {
    return this.#label;
  }

  get peers() {
    return new Set(this.#open().map(([peer]) => peer));
  }

  get bufferedAmount() {
    return Math.max(0, ...this.#open().map(([, { data }]) => data.bufferedAmount));
  }

  get bufferedAmountLowThreshold() {
    return this.#threshold;
  }

  set bufferedAmountLowThreshold(bytes) {
    this.#threshold = bytes;
    for (const { data } of this.#ways.values()) {
      data.bufferedAmountLowThreshold = bytes;
    }
  }

  /**
   * @param {string | ArrayBuffer | ArrayBufferView<ArrayBuffer>} message
   * @param {string} [to] one peer instead of all
   * @returns {number} to how many
   */
  send(message, to) {
    const size = byteLength(message);
    if (!this.#room.publishes()) {
      throw new RoomError('Only who publishes sends: call publish() first');
    }
    const ways = this.#open().filter(([peer]) => to === undefined || peer === to);
    const limit = Math.min(...ways.map(([, { pc }]) => pc.sctp?.maxMessageSize ?? Infinity));
    if (size > limit) {
      throw new TooLargeError(size, limit);
    }
    return ways.filter(([peer, { data }]) => this.#sendTo(peer, data, message)).length;
  }

  close() {
    this.#room.onClose();
  }

  #open() {
    return [...this.#ways].filter(([, { data }]) => data.readyState === 'open');
  }

  /**
   * @param {string} peer
   * @param {RTCDataChannel} data
   * @param {any} message
   * @returns {boolean} whether it was taken
   */
  #sendTo(peer, data, message) {
    try {
      data.send(message);
      return true;
    } catch (error) {
      if (/** @type {DOMException} */ (error).name !== 'OperationError') {
        throw error;
      }
      this.#room.onFull(peer);
      return false;
    }
  }
}

/**
 * @param {unknown} message
 * @returns {number} how long it is on the way
 */
function byteLength(message) {
  if (typeof message === 'string') {
    return new TextEncoder().encode(message).length;
  }
  if (message instanceof ArrayBuffer || ArrayBuffer.isView(message)) {
    return message.byteLength;
  }
  throw new TypeError('A channel carries strings, ArrayBuffers and views of them');
}
