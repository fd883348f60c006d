import { TooLargeError } from './errors.js';
import { content } from './relayed-channels.js';

/** A channel that goes through the server, and that this client does not send on. */
const CLOSED = Object.freeze({ peers: new Set(), waiting: 0 });

/** @typedef {import('./lines.js').Line} Line */

/**
 * The data channel to one peer.
 *
 * @typedef {object} Way
 * @property {RTCPeerConnection} pc
 * @property {RTCDataChannel} data
 */

/**
 * What carries the messages of a label.
 *
 * @typedef {object} Carried
 * @property {Map<string, Way>} outgoing by peer, open or about to be
 * @property {Map<string, RTCDataChannel>} incoming by peer
 * @property {import('./relayed-channels.js').RelayedChannel | null} relayed this client's, through the server
 * @property {Set<string>} relaying the peers that send through the server
 * @property {() => boolean} used whether there is anything of this
 * @property {() => boolean} publishes whether this client publishes
 * @property {() => Iterable<string>} peers those that a message reaches
 * @property {() => number} waiting the bytes that wait for the slowest of them
 * @property {(threshold: number) => void} limit sets the amount of waiting bytes that is low
 * @property {(message: string | ArrayBuffer | ArrayBufferView, to?: string) => number} send
 * @property {() => void} close closes this client's data channels
 */

/**
 * What the channels need from their room.
 *
 * @typedef {object} ChannelsRoom
 * @property {import('./lines.js').Lines} lines the channels by label
 * @property {(client: string) => import('./rtc-rooms.js').Member | undefined} publisher
 * @property {() => boolean} publishes whether this client publishes
 * @property {import('./relayed-channels.js').RelayedChannels} relayed those that go through the server
 * @property {import('./wire.js').Emit} emit
 */

/**
 * The data channels of all connections, by label. Each publisher opens a channel of its own to each peer, and only it
 * sends there, because data need the grant to publish as media do. Messages in the other direction are ignored. In a room
 * whose media a server forwards, the channels go through the server, by the same rules.
 */
export class Channels {
  #room;

  /** @param {ChannelsRoom} room */
  constructor(room) {
    this.#room = room;
    [...room.lines.values()].filter(({ wanted }) => wanted !== null).forEach((line) => this.#relay(line));
  }

  /**
   * @param {string} label
   * @param {RTCDataChannelInit} options
   * @returns {import('./channel.js').Channel} the same channel for the same label; {@link attach} opens it
   */
  want(label, options) {
    const line = this.#room.lines.want(label, options);
    this.#relay(line);
    return line.channel;
  }

  /** @param {Line} line whose channel this client opens */
  #relay(line) {
    this.#carried(line).relayed = this.#room.relayed.want(line.channel.label, {
      onOpen: (peer) => tell(line, 'open', { peer }),
      onClose: (peer, reason) => tell(line, 'close', { peer, reason }),
      onSent: (before) => before > line.channel.bufferedAmountLowThreshold && tellIfLow(line),
    });
  }

  /**
   * Opens this client's channels on a connection, except those that are open there.
   *
   * @param {string} peer
   * @param {RTCPeerConnection} pc
   */
  attach(peer, pc) {
    if (this.#room.relayed.on) {
      return;
    }
    for (const line of this.#room.lines.values()) {
      const { outgoing } = this.#carried(line);
      if (line.wanted !== null && !outgoing.has(peer)) {
        const data = pc.createDataChannel(line.channel.label, line.wanted);
        data.bufferedAmountLowThreshold = line.channel.bufferedAmountLowThreshold;
        data.onopen = () => tell(line, 'open', { peer });
        data.onclose = () => outgoing.get(peer)?.data === data && this.#close(line, peer);
        data.onbufferedamountlow = () => tellIfLow(line);
        outgoing.set(peer, { pc, data });
      }
    }
  }

  /**
   * Takes a channel that a peer has opened.
   *
   * @param {string} peer
   * @param {RTCDataChannel} data
   */
  receive(peer, data) {
    const member = this.#room.publisher(peer);
    const line = this.#room.lines.get(data.label) ?? this.#room.lines.add(data.label);
    if (member === undefined || line === null) {
      data.close();
      return;
    }
    const { incoming } = this.#carried(line);
    incoming.get(peer)?.close();
    incoming.set(peer, data);
    data.binaryType = 'arraybuffer';
    data.onmessage = ({ data: message }) => {
      const sender = this.#room.publisher(peer);
      if (sender !== undefined) {
        tell(line, 'message', { peer, member: sender, data: message });
      }
    };
    data.onclose = () => incoming.get(peer) === data && this.#end(line, peer);
    this.#room.emit('channel', { peer, member, channel: declared(line) });
  }

  /** @param {import('./wire.js').ChannelMessage} message about channels that go through the server */
  hear(message) {
    if (message.type === 'channel-peers') {
      this.#room.relayed.reach(message);
      return;
    }
    const { client: peer, label } = message;
    const { lines } = this.#room;
    const member = this.#room.publisher(peer);
    const line = lines.get(label) ?? (message.type === 'channel-opened' ? lines.add(label) : null);
    if (line === null) {
      return;
    }
    const { relaying } = this.#carried(line);
    if (message.type === 'channel-closed') {
      this.#endRelayed(line, peer);
    } else if (member !== undefined && message.type === 'channel-opened') {
      relaying.add(peer);
      this.#room.emit('channel', { peer, member, channel: declared(line) });
    } else if (member !== undefined && message.type === 'channel-messages' && relaying.has(peer)) {
      message.messages.forEach((data) => tell(line, 'message', { peer, member, data: content(data) }));
    }
  }

  /** The connection to the server is lost, and with it what goes through it. */
  lost() {
    this.#room.relayed.lost();
    for (const line of this.#room.lines.values()) {
      for (const peer of this.#carried(line).relaying) {
        this.#endRelayed(line, peer);
      }
    }
  }

  /**
   * Closes this client's channels to a peer.
   *
   * @param {string} peer
   */
  detach(peer) {
    for (const line of this.#room.lines.values()) {
      this.#close(line, peer);
    }
  }

  /**
   * Closes all channels to and from a peer whose connection has ended.
   *
   * @param {string} peer
   */
  drop(peer) {
    for (const line of this.#room.lines.values()) {
      this.#close(line, peer);
      this.#end(line, peer);
    }
  }

  /**
   * @param {Line} line
   * @returns {Carried}
   */
  #carried(line) {
    line.carried ??= this.#carrying(line);
    return line.carried;
  }

  /**
   * @param {Line} line
   * @returns {Carried}
   */
  #carrying(line) {
    const { relayed } = this.#room;
    /** @type {Map<string, Way>} */
    const outgoing = new Map();
    const open = () => [...outgoing].filter(([, { data }]) => data.readyState === 'open');
    const throughServer = () => (relayed.on ? (carried.relayed ?? CLOSED) : null);
    /** @type {Carried} */
    const carried = {
      outgoing,
      incoming: new Map(),
      relayed: null,
      relaying: new Set(),
      publishes: this.#room.publishes,
      used: () => outgoing.size + carried.incoming.size + carried.relaying.size > 0,
      peers: () => throughServer()?.peers ?? open().map(([peer]) => peer),
      waiting: () => throughServer()?.waiting ?? Math.max(0, ...open().map(([, { data }]) => data.bufferedAmount)),
      limit: (bytes) => outgoing.forEach(({ data }) => (data.bufferedAmountLowThreshold = bytes)),
      send: (message, to) => this.#send(line, open(), message, to),
      close: () => this.#unwanted(line, carried),
    };
    return carried;
  }

  /**
   * @param {Line} line
   * @param {[peer: string, way: Way][]} open
   * @param {string | ArrayBuffer | ArrayBufferView} message
   * @param {string} [to]
   */
  #send(line, open, message, to) {
    const size = byteLength(message);
    if (this.#room.relayed.on) {
      return this.#room.relayed.send(line.channel.label, message, to);
    }
    const ways = open.filter(([peer]) => to === undefined || peer === to);
    const limit = Math.min(...ways.map(([, { pc }]) => pc.sctp?.maxMessageSize ?? Infinity));
    if (size > limit) {
      throw new TooLargeError(size, limit);
    }
    const full = ways.filter(([, { data }]) => !sent(data, message));
    full.forEach(([peer]) => this.#close(line, peer, 'too-slow'));
    return ways.length - full.length;
  }

  /**
   * @param {Line} line
   * @param {Carried} carried
   */
  #unwanted(line, carried) {
    carried.relayed = null;
    this.#room.relayed.close(line.channel.label);
    for (const peer of carried.outgoing.keys()) {
      this.#close(line, peer);
    }
  }

  /**
   * @param {Line} line
   * @param {string} peer
   * @param {'too-slow'} [reason]
   */
  #close(line, peer, reason) {
    const { outgoing } = this.#carried(line);
    const way = outgoing.get(peer);
    if (way !== undefined) {
      const wasLow = isLow(line);
      outgoing.delete(peer);
      way.data.close();
      tell(line, 'close', { peer, reason });
      if (!wasLow) {
        tellIfLow(line);
      }
    }
  }

  /**
   * @param {Line} line
   * @param {string} peer
   */
  #endRelayed(line, peer) {
    if (this.#carried(line).relaying.delete(peer)) {
      this.#room.emit('channel-end', { peer, channel: declared(line) });
    }
  }

  /**
   * @param {Line} line
   * @param {string} peer
   */
  #end(line, peer) {
    const { incoming } = this.#carried(line);
    const data = incoming.get(peer);
    if (data !== undefined) {
      incoming.delete(peer);
      data.close();
      this.#room.emit('channel-end', { peer, channel: declared(line) });
    }
  }
}

/**
 * @param {RTCDataChannel} data
 * @param {any} message
 * @returns {boolean} false if its buffer is full
 */
function sent(data, message) {
  try {
    data.send(message);
    return true;
  } catch (error) {
    if (/** @type {DOMException} */ (error).name !== 'OperationError') {
      throw error;
    }
    return false;
  }
}

/**
 * @param {Line} line
 * @returns {import('./rtc-rooms.js').Channel}
 */
function declared({ channel }) {
  return /** @type {any} */ (channel); // its declaration narrows the inherited addEventListener
}

/** @param {Line} line */
function isLow({ channel }) {
  return channel.bufferedAmount <= channel.bufferedAmountLowThreshold;
}

/** @param {Line} line */
function tellIfLow(line) {
  if (isLow(line)) {
    tell(line, 'bufferedamountlow', {});
  }
}

/**
 * @template {keyof import('./rtc-rooms.js').ChannelEvents} K
 * @param {Line} line
 * @param {K} name
 * @param {import('./rtc-rooms.js').ChannelEvents[K]} detail
 */
function tell({ channel }, name, detail) {
  channel.dispatchEvent(new CustomEvent(name, { detail }));
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
