import { Channel } from './channel.js';

/** The number of labels in use. Beyond it, channels that others open are closed, and new labels are refused. */
const LABELS = 256;

/** In UTF-8 bytes (RFC 8832 §5.1). */
const LONGEST_LABEL = 65_535;

/**
 * What the channels need from their room.
 *
 * @typedef {object} ChannelsRoom
 * @property {(client: string) => import('./rtc-rooms.js').Member | undefined} publisher
 * @property {() => boolean} publishes whether this client publishes
 * @property {import('./wire.js').Emit} emit
 */

/**
 * A label in use.
 *
 * @typedef {object} Line
 * @property {Channel} channel
 * @property {RTCDataChannelInit | null} wanted the options with which this client opens it; null if only others do
 * @property {Map<string, import('./channel.js').Way>} outgoing by peer
 * @property {Map<string, RTCDataChannel>} incoming by peer
 */

/**
 * The data channels of all connections, by label. Each publisher opens a channel of its own to each peer, and only it
 * sends there, because data need the grant to publish as media do. Messages in the other direction are ignored.
 */
export class Channels {
  #room;
  /** @type {Map<string, Line>} by label */
  #lines = new Map();

  /** @param {ChannelsRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /**
   * @param {string} label
   * @param {RTCDataChannelInit} options
   * @returns {Channel} the same channel for the same label; {@link attach} opens it
   */
  want(label, options) {
    check(label, options);
    const line = this.#lines.get(label) ?? this.#add(label);
    if (line === null) {
      throw new RangeError(`More than ${LABELS} labels of channels are in use`);
    }
    const { ordered, maxRetransmits, maxPacketLifeTime, protocol } = options;
    line.wanted ??= { ordered, maxRetransmits, maxPacketLifeTime, protocol };
    return line.channel;
  }

  /**
   * Opens this client's channels on a connection, except those that are open there.
   *
   * @param {string} peer
   * @param {RTCPeerConnection} pc
   */
  attach(peer, pc) {
    for (const [label, line] of this.#lines) {
      if (line.wanted !== null && !line.outgoing.has(peer)) {
        const data = pc.createDataChannel(label, line.wanted);
        data.bufferedAmountLowThreshold = line.channel.bufferedAmountLowThreshold;
        data.onopen = () => tell(line, 'open', { peer });
        data.onclose = () => line.outgoing.get(peer)?.data === data && this.#close(line, peer);
        data.onbufferedamountlow = () => tellIfLow(line);
        line.outgoing.set(peer, { pc, data });
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
    const line = this.#lines.get(data.label) ?? this.#add(data.label);
    if (member === undefined || line === null) {
      data.close();
      return;
    }
    line.incoming.get(peer)?.close();
    line.incoming.set(peer, data);
    data.binaryType = 'arraybuffer';
    data.onmessage = ({ data: message }) => {
      const sender = this.#room.publisher(peer);
      if (sender !== undefined) {
        tell(line, 'message', { peer, member: sender, data: message });
      }
    };
    data.onclose = () => line.incoming.get(peer) === data && this.#end(line, peer);
    this.#room.emit('channel', { peer, member, channel: declared(line) });
  }

  /**
   * Closes this client's channels to a peer.
   *
   * @param {string} peer
   */
  detach(peer) {
    for (const line of this.#lines.values()) {
      this.#close(line, peer);
    }
  }

  /**
   * Closes all channels to and from a peer whose connection has ended.
   *
   * @param {string} peer
   */
  drop(peer) {
    for (const line of this.#lines.values()) {
      this.#close(line, peer);
      this.#end(line, peer);
    }
  }

  /**
   * @param {string} label
   * @returns {Line | null} null if there are too many
   */
  #add(label) {
    if (this.#lines.size >= LABELS) {
      this.#forgetUnused();
    }
    if (this.#lines.size >= LABELS) {
      return null;
    }
    /** @type {Line['outgoing']} */
    const outgoing = new Map();
    const channel = new Channel(label, outgoing, {
      publishes: this.#room.publishes,
      onFull: (peer) => this.#close(line, peer, 'too-slow'),
      onClose: () => this.#unwant(line),
    });
    /** @type {Line} */
    const line = { channel, wanted: null, outgoing, incoming: new Map() };
    this.#lines.set(label, line);
    return line;
  }

  #forgetUnused() {
    for (const [label, { wanted, outgoing, incoming }] of this.#lines) {
      if (wanted === null && outgoing.size === 0 && incoming.size === 0) {
        this.#lines.delete(label);
      }
    }
  }

  /** @param {Line} line */
  #unwant(line) {
    line.wanted = null;
    for (const peer of line.outgoing.keys()) {
      this.#close(line, peer);
    }
  }

  /**
   * @param {Line} line
   * @param {string} peer
   * @param {'too-slow'} [reason]
   */
  #close(line, peer, reason) {
    const way = line.outgoing.get(peer);
    if (way !== undefined) {
      const wasLow = isLow(line);
      line.outgoing.delete(peer);
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
  #end(line, peer) {
    const data = line.incoming.get(peer);
    if (data !== undefined) {
      line.incoming.delete(peer);
      data.close();
      this.#room.emit('channel-end', { peer, channel: declared(line) });
    }
  }
}

/**
 * @param {string} label
 * @param {RTCDataChannelInit} options
 */
function check(label, { maxRetransmits, maxPacketLifeTime }) {
  if (new TextEncoder().encode(label).length > LONGEST_LABEL) {
    throw new TypeError(`A channel's label has at most ${LONGEST_LABEL} bytes`);
  }
  if (maxRetransmits !== undefined && maxPacketLifeTime !== undefined) {
    throw new TypeError('A channel has maxRetransmits or maxPacketLifeTime, not both');
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
