import { DisconnectedError, RefusalError, TooLargeError } from './errors.js';

/** The bytes of messages at once and each second: half of what a server takes by default, so that chat and signals pass. */
export const BYTES = { burst: 128 * 1024, perSecond: 32 * 1024 };

/** The most bytes that wait on a channel; a channel that has more is too slow. */
const MOST_WAITING = 1024 * 1024;

/** Room for the fields of a command other than label and messages, in bytes. */
const ENVELOPE = 160;

const utf8 = new TextEncoder();
const utf16 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * What the relayed channels need from their room.
 *
 * @typedef {object} RelayRoom
 * @property {import('./command-queue.js').CommandQueue} queue sends commands at the pace that the server takes
 * @property {import('./pace.js').Pace} bytes delays what would be more than {@link BYTES}
 * @property {() => number} messageBytes the longest message that the server takes
 * @property {(refusal: RefusalError) => void} onRefusal a channel cannot be opened
 * @property {(what: string, error: unknown) => void} onFailed for failures that need no event
 */

/**
 * What happens on a channel.
 *
 * @typedef {object} RelayListener
 * @property {(peer: string) => void} onOpen messages reach this peer
 * @property {(peer: string, reason?: 'too-slow') => void} onClose
 * @property {(before: number) => void} onSent fewer bytes wait than before
 */

/**
 * This client's side of a channel that goes through the server.
 *
 * @typedef {object} RelayedChannel
 * @property {Set<string>} peers those that messages reach
 * @property {number} waiting the bytes that wait
 * @property {Order | null} opening the command that opens or opened it
 * @property {Order | null} last takes more messages
 * @property {RelayListener} listener
 */

/**
 * A command that waits.
 *
 * @typedef {object} Order
 * @property {RelayedChannel} channel
 * @property {string} type
 * @property {{ label: string, to?: string, messages?: object[] }} fields
 * @property {number} size of its messages, in bytes
 */

/**
 * The channels of a room whose media a server forwards. What this client sends goes through the server, as commands. Each
 * waits for the reply to the one before, so that none overtakes another if it is refused because of the rate; the messages
 * that come meanwhile go together in the next one.
 */
export class RelayedChannels {
  /** Whether the room has them. */
  on = false;
  #room;
  #publishing = false;
  /** @type {Map<string, RelayedChannel>} by label */
  #channels = new Map();
  /** @type {Order[]} */
  #waiting = [];
  #busy = false;
  /** Counts the connections to the server. */
  #turn = 0;

  /** @param {RelayRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /**
   * Opens a channel as long as this client publishes.
   *
   * @param {string} label
   * @param {RelayListener} listener
   * @returns {RelayedChannel}
   */
  want(label, listener) {
    const channel = this.#channels.get(label) ?? { peers: new Set(), waiting: 0, opening: null, last: null, listener };
    this.#channels.set(label, channel);
    this.#open(label, channel);
    return channel;
  }

  /** @param {string} label of a channel that this client does not send on any more */
  close(label) {
    const channel = this.#channels.get(label);
    if (channel !== undefined) {
      this.#channels.delete(label);
      this.#close(label, channel);
    }
  }

  /** @param {boolean} publishing whether the server has agreed that this client publishes */
  publish(publishing) {
    this.#publishing = publishing;
    for (const [label, channel] of this.#channels) {
      if (publishing) {
        this.#open(label, channel);
      } else {
        this.#end(channel); // the server has closed it
      }
    }
  }

  /** There is no connection to the server any more. */
  lost() {
    this.#turn++;
    this.publish(false);
    this.#room.queue.drop(new DisconnectedError('The connection was lost'));
    this.#waiting.splice(0).forEach(settle);
  }

  /** @param {{ added: string[], removed: string[] }} change of those who receive from this client */
  reach({ added, removed }) {
    for (const { peers, opening, listener } of this.#channels.values()) {
      if (opening !== null) {
        removed.filter((peer) => peers.delete(peer)).forEach((peer) => listener.onClose(peer));
        for (const peer of added.filter((id) => !peers.has(id))) {
          peers.add(peer);
          listener.onOpen(peer);
        }
      }
    }
  }

  /**
   * @param {string} label
   * @param {string | ArrayBuffer | ArrayBufferView} message
   * @param {string} [to]
   * @returns {number} how many peers it is sent to
   * @throws {TooLargeError} if the server would not take it
   */
  send(label, message, to) {
    const data = typeof message === 'string' ? { text: wellFormed(message) } : { bytes: base64(message) };
    const size = jsonBytes(data) + 1;
    const limit = this.#room.messageBytes() - ENVELOPE - jsonBytes(label);
    if (size > limit) {
      throw new TooLargeError(size, limit);
    }
    const channel = this.#channels.get(label);
    const reached = channel === undefined ? 0 : to === undefined ? channel.peers.size : Number(channel.peers.has(to));
    if (channel === undefined || reached === 0) {
      return 0;
    }
    if (channel.waiting + size > MOST_WAITING) {
      this.#close(label, channel, 'too-slow');
      return 0;
    }
    channel.waiting += size;
    const { last } = channel;
    if (last !== null && last.fields.to === to && last.size + size <= limit) {
      last.fields.messages?.push(data);
      last.size += size;
    } else {
      channel.last = this.#put({ channel, type: 'channel-send', fields: { label, to, messages: [data] }, size });
    }
    return reached;
  }

  /**
   * @param {string} label
   * @param {RelayedChannel} channel
   */
  #open(label, channel) {
    if (this.on && this.#publishing && channel.opening === null) {
      channel.opening = this.#put({ channel, type: 'channel-open', fields: { label }, size: 0 });
    }
  }

  /**
   * @param {string} label
   * @param {RelayedChannel} channel
   * @param {'too-slow'} [reason]
   */
  #close(label, channel, reason) {
    if (channel.opening !== null) {
      this.#put({ channel, type: 'channel-close', fields: { label }, size: 0 });
      this.#end(channel, reason);
    }
  }

  /**
   * @param {RelayedChannel} channel
   * @param {'too-slow'} [reason]
   */
  #end(channel, reason) {
    const peers = [...channel.peers];
    channel.peers.clear();
    channel.opening = null;
    channel.last = null;
    peers.forEach((peer) => channel.listener.onClose(peer, reason));
  }

  /** @param {Order} order */
  #put(order) {
    this.#waiting.push(order);
    this.#drain();
    return order;
  }

  async #drain() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    await Promise.resolve(); // what is sent in one turn of the page goes together
    for (let order = this.#waiting.shift(); order !== undefined; order = this.#waiting.shift()) {
      await this.#deliver(order);
      settle(order);
    }
    this.#busy = false;
  }

  /** @param {Order} order */
  async #deliver(order) {
    const { channel, type, fields, size } = order;
    const turn = this.#turn;
    if (channel.last === order) {
      channel.last = null;
    }
    await new Promise((resolve) => this.#room.bytes.run(() => resolve(undefined), size));
    if (turn !== this.#turn) {
      return; // the connection for which it was meant is lost
    }
    try {
      await this.#room.queue.ask(type, fields);
    } catch (error) {
      this.#failed(order, error);
    }
  }

  /**
   * @param {Order} order
   * @param {unknown} error
   */
  #failed(order, error) {
    const { channel, type } = order;
    if (channel.opening === order && error instanceof RefusalError) {
      this.#end(channel);
      this.#room.onRefusal(error);
    } else {
      this.#room.onFailed(type, error);
    }
  }
}

/** @param {Order} order has been sent, or cannot be */
function settle({ channel, size }) {
  const before = channel.waiting;
  channel.waiting -= size;
  channel.listener.onSent(before);
}

/** @param {unknown} value */
function jsonBytes(value) {
  return utf8.encode(JSON.stringify(value)).length;
}

/**
 * @param {string} text
 * @returns {string} with U+FFFD for each lone surrogate, as a data channel sends it
 */
function wellFormed(text) {
  return utf16.decode(utf8.encode(text));
}

/**
 * @param {ArrayBuffer | ArrayBufferView} message
 * @returns {string}
 */
function base64(message) {
  const bytes = message instanceof ArrayBuffer ? new Uint8Array(message) : new Uint8Array(message.buffer, message.byteOffset, message.byteLength);
  let text = '';
  for (const byte of bytes) {
    text += String.fromCharCode(byte);
  }
  return btoa(text);
}

/**
 * @param {import('./wire.js').ChannelContent} data from another client
 * @returns {string | ArrayBuffer}
 */
export function content({ text, bytes }) {
  if (text !== undefined) {
    return text;
  }
  const decoded = atob(bytes ?? '');
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0)).buffer;
}
