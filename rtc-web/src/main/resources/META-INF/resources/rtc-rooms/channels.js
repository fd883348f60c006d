import { Channel } from './channel.js';
import { content } from './relayed-channels.js';

/** The number of labels in use. Beyond it, channels that others open are closed, and new labels are refused. */
const LABELS = 256;

/** In UTF-8 bytes (RFC 8832 §5.1). */
const LONGEST_LABEL = 65_535;

/** A channel that goes through the server, and that this client does not send on. */
const CLOSED = Object.freeze({ peers: new Set(), waiting: 0 });

/**
 * What the channels need from their room.
 *
 * @typedef {object} ChannelsRoom
 * @property {(client: string) => import('./rtc-rooms.js').Member | undefined} publisher
 * @property {() => boolean} publishes whether this client publishes
 * @property {import('./relayed-channels.js').RelayedChannels} relayed those that go through the server
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
 * @property {import('./relayed-channels.js').RelayedChannel | null} relayed this client's, through the server
 * @property {Set<string>} relaying the peers that send through the server
 */

/**
 * The data channels of all connections, by label. Each publisher opens a channel of its own to each peer, and only it
 * sends there, because data need the grant to publish as media do. Messages in the other direction are ignored. In a room
 * whose media a server forwards, the channels go through the server, by the same rules.
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
    line.relayed = this.#room.relayed.want(label, {
      onOpen: (peer) => tell(line, 'open', { peer }),
      onClose: (peer, reason) => tell(line, 'close', { peer, reason }),
      onSent: (before) => before > line.channel.bufferedAmountLowThreshold && tellIfLow(line),
    });
    return line.channel;
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

  /** @param {import('./wire.js').ChannelMessage} message about channels that go through the server */
  hear(message) {
    if (message.type === 'channel-peers') {
      this.#room.relayed.reach(message);
      return;
    }
    const { client: peer, label } = message;
    const member = this.#room.publisher(peer);
    const line = this.#lines.get(label) ?? (message.type === 'channel-opened' ? this.#add(label) : null);
    if (line === null) {
      return;
    }
    if (message.type === 'channel-closed') {
      this.#endRelayed(line, peer);
    } else if (member !== undefined && message.type === 'channel-opened') {
      line.relaying.add(peer);
      this.#room.emit('channel', { peer, member, channel: declared(line) });
    } else if (member !== undefined && message.type === 'channel-messages' && line.relaying.has(peer)) {
      message.messages.forEach((data) => tell(line, 'message', { peer, member, data: content(data) }));
    }
  }

  /** The connection to the server is lost, and with it what goes through it. */
  lost() {
    this.#room.relayed.lost();
    for (const line of this.#lines.values()) {
      for (const peer of line.relaying) {
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
      relayed: () => (this.#room.relayed.on ? line.relayed ?? CLOSED : null),
      relay: (message, to) => this.#room.relayed.send(label, message, to),
    });
    /** @type {Line} */
    const line = { channel, wanted: null, outgoing, incoming: new Map(), relayed: null, relaying: new Set() };
    this.#lines.set(label, line);
    return line;
  }

  #forgetUnused() {
    for (const [label, { wanted, outgoing, incoming, relaying }] of this.#lines) {
      if (wanted === null && outgoing.size + incoming.size + relaying.size === 0) {
        this.#lines.delete(label);
      }
    }
  }

  /** @param {Line} line */
  #unwant(line) {
    line.wanted = null;
    line.relayed = null;
    this.#room.relayed.close(line.channel.label);
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
  #endRelayed(line, peer) {
    if (line.relaying.delete(peer)) {
      this.#room.emit('channel-end', { peer, channel: declared(line) });
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
