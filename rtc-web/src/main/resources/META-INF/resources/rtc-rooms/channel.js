import { RoomError, TooLargeError } from './errors.js';

/**
 * The data channel to one peer.
 *
 * @typedef {object} Way
 * @property {RTCPeerConnection} pc
 * @property {RTCDataChannel} data
 */

/**
 * What a channel needs from its room.
 *
 * @typedef {object} ChannelRoom
 * @property {() => boolean} publishes whether this client publishes
 * @property {(peer: string) => void} onFull a peer's buffer is full
 * @property {() => void} onClose
 * @property {() => Pick<import('./relayed-channels.js').RelayedChannel, 'peers' | 'waiting'> | null} relayed null unless the
 *     channels go through the server
 * @property {(message: string | ArrayBuffer | ArrayBufferView, to?: string) => number} relay sends through the server
 */

/** Sends data to the peers, and receives data from publishers. `rtc-rooms.d.ts` documents the public members. */
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
    return new Set(this.#room.relayed()?.peers ?? this.#open().map(([peer]) => peer));
  }

  get bufferedAmount() {
    return this.#room.relayed()?.waiting ?? Math.max(0, ...this.#open().map(([, { data }]) => data.bufferedAmount));
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
   * @param {string | ArrayBuffer | ArrayBufferView} message
   * @param {string} [to] one peer instead of all
   * @returns {number} how many peers it was sent to
   */
  send(message, to) {
    const size = byteLength(message);
    if (!this.#room.publishes()) {
      throw new RoomError('Only publishers send: call publish() first');
    }
    if (this.#room.relayed() !== null) {
      return this.#room.relay(message, to);
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
   * @returns {boolean} whether it was sent
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
 * @returns {number} its size in bytes as it is sent
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
