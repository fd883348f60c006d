import { Channels } from './channels.js';
import { BYTES, RelayedChannels } from './relayed-channels.js';
import { Meter } from './meter.js';
import { Network } from './network.js';
import { Peer } from './peer.js';
import { Views } from './views.js';

/**
 * What the peers need from their room.
 *
 * @typedef {object} PeersRoom
 * @property {import('./lines.js').Lines} lines the channels by label
 * @property {import('./wire.js').MediaRoom['videos']} videos
 * @property {import('./commands.js').Commands['ask']} ask
 * @property {import('./pace.js').Pace} pace
 * @property {import('./wire.js').MediaRoom['queue']} queue
 * @property {import('./wire.js').MediaRoom['paced']} paced
 * @property {() => number} messageBytes the longest message that the server takes
 * @property {RTCConfiguration} [configuration] the host's own
 * @property {(client: string) => import('./rtc-rooms.js').Member | undefined} publisher
 * @property {() => boolean} publishes whether this client publishes, or will as soon as it is connected
 * @property {import('./wire.js').Emit} emit
 * @property {() => void} onStreams {@link Peers#streams} has changed
 * @property {(error: import('./errors.js').RefusalError | import('./errors.js').TooLargeError, peer?: string) => void} onRefusal
 */

/** The clients that this client exchanges media with, as the server's `connect` events say. */
export class Peers {
  #room;
  /** @type {Map<string, Peer>} */
  #peers = new Map();
  /** @type {import('./local-tracks.js').Streams} */
  #outgoing = new Map();
  #network = new Network(() => this.#restart());
  #meter = new Meter((peer, quality) => this.#room.emit('quality', { peer, ...quality }));
  #relayed;
  #channels;
  #views;
  /** @type {ReadonlySet<MediaStream>} replaced when it changes */
  paused = new Set();
  /** @type {ReadonlyMap<string, readonly MediaStream[]>} by client; replaced when it changes */
  streams = new Map();
  /** @type {ReadonlyMap<string, RTCPeerConnection>} by client; replaced when it changes */
  connections = new Map();
  /** @type {Map<string, string[]>} by peer, the clients whose streams it has in {@link streams} */
  #shown = new Map();
  /** @type {Map<string, import('./rtc-rooms.js').Member>} the publishers that the server has yet to name again */
  #held = new Map();
  /** @type {RTCIceServer[]} the server's */
  #iceServers = [];
  /** @type {RTCIceTransportPolicy | null} the server's */
  #policy = null;

  /** @param {PeersRoom} room */
  constructor(room) {
    this.#room = room;
    const { lines, publisher, publishes, emit } = room;
    this.#views = new Views(room.videos, () => this.#tellViews());
    this.#relayed = new RelayedChannels({
      queue: room.queue(),
      bytes: room.paced(BYTES),
      messageBytes: room.messageBytes,
      onRefusal: (error) => room.onRefusal(error),
      onFailed: (what, error) => emit('debug', { what, error }),
    });
    this.#channels = new Channels({ lines, relayed: this.#relayed, publisher, publishes, emit });
  }

  get quality() {
    return this.#meter.quality;
  }

  /**
   * @param {string} label
   * @param {RTCDataChannelInit} options
   */
  channel(label, options) {
    const channel = this.#channels.want(label, options);
    for (const peer of this.#peers.values()) {
      peer.openChannels();
    }
    return channel;
  }

  /**
   * Sets the server's part of the configuration, for new connections and for the next ICE restart of open ones.
   *
   * @param {RTCIceServer[]} iceServers
   * @param {RTCIceTransportPolicy | null} [policy] null if the server leaves it to this client; by default, unchanged
   */
  serve(iceServers, policy = this.#policy) {
    this.#iceServers = iceServers;
    this.#policy = policy;
    for (const peer of this.#peers.values()) {
      peer.configure();
    }
  }

  /** @param {boolean} on whether data channels go through the server */
  relayChannels(on) {
    this.#relayed.on = on;
  }

  /** The connection to the server is lost. */
  lost() {
    this.#channels.lost();
  }

  /** @param {import('./wire.js').PeerMessage} message */
  hear(message) {
    switch (message.type) {
      case 'channel-peers':
      case 'channel-opened':
      case 'channel-closed':
      case 'channel-messages':
        return this.#channels.hear(message);
      case 'connect':
        return this.#connect(message);
      case 'disconnect':
        return this.#close(message.peer);
      case 'paused':
        return this.#pause(message);
      default:
        return this.#peers.get(message.peer)?.hear(message);
    }
  }

  /** @param {import('./local-tracks.js').Streams} streams sent to all peers, and to those that are added later */
  send(streams) {
    this.#outgoing = streams;
    for (const peer of this.#peers.values()) {
      peer.send(streams);
    }
    this.#relayed.publish(streams.size > 0);
  }

  /** Peers that are added from now on are sent nothing before {@link send}; the others go on. */
  pause() {
    this.#outgoing = new Map();
  }

  /** The connections that go on when the server is reached again, as the command `keep` names them. */
  get kept() {
    return [...this.#peers.values()]
      .filter(({ pc }) => pc.connectionState !== 'failed')
      .map(({ id, opened, newest }) => ({ peer: id, negotiation: opened, newest }));
  }

  /** The server has yet to say what becomes of the peers: until then their streams are shown as before. */
  hold() {
    for (const { id } of this.#peers.values()) {
      const member = this.#room.publisher(id);
      if (member !== undefined) {
        this.#held.set(id, member);
      }
    }
  }

  /**
   * @param {MediaStream} stream of a peer
   * @returns {import('./rtc-rooms.js').StreamKind} `camera` if it is not known
   */
  kindOf(stream) {
    return [...this.#peers.values()].map((peer) => peer.kindOf(stream)).find((kind) => kind !== undefined) ?? 'camera';
  }

  /**
   * @param {string} id
   * @param {import('./rtc-rooms.js').StreamKind} kind
   * @param {import('./rtc-rooms.js').VideoSize | null} size
   */
  limit(id, kind, size) {
    this.#peers.get(id)?.limit(kind, size);
  }

  /**
   * @param {MediaStream} stream of a peer
   * @param {import('./rtc-rooms.js').VideoSize | null} size
   * @param {boolean} pinned
   */
  show(stream, size, pinned) {
    this.#views.set(stream, size, pinned);
  }

  /** The page has given other elements, or has taken some back. */
  fit() {
    this.#views.fit();
  }

  /** Tells media servers how large their videos are shown. */
  #tellViews() {
    for (const peer of this.#peers.values()) {
      if (this.#publisher(peer.id) === undefined && peer.streams.length > 0) {
        peer.show(this.#views.of(peer.streams));
      }
    }
  }

  /** @param {import('./wire.js').PausedMessage} message */
  #pause({ peer, streams }) {
    const paused = this.#peers.get(peer)?.streams.filter(({ id }) => streams.includes(id)) ?? [];
    this.paused = new Set(paused);
    this.#room.emit('paused', { paused: this.paused });
  }

  /** The publishers have changed: only their streams are shown. */
  refresh() {
    for (const peer of this.#peers.values()) {
      this.#show(peer);
    }
  }

  closeAll() {
    for (const id of this.#peers.keys()) {
      this.#close(id);
    }
  }

  /** @param {import('./wire.js').ConnectMessage} connect */
  #connect(connect) {
    const peer = this.#peers.get(connect.peer);
    if (connect.kept && peer !== undefined) {
      this.#held.delete(peer.id);
      this.#show(peer);
      peer.resume(connect);
    } else {
      this.#open(connect);
    }
  }

  /** @param {import('./wire.js').ConnectMessage} connect */
  #open(connect) {
    if (globalThis.RTCPeerConnection === undefined) {
      this.#room.emit('debug', { what: 'no-webrtc', peer: connect.peer });
      return;
    }
    this.#close(connect.peer);
    /** @type {Peer} */
    const peer = new Peer(connect, {
      ask: this.#room.ask,
      messageBytes: () => this.#room.messageBytes(),
      configuration: () => this.#configuration(),
      pace: (task) => this.#room.pace.run(task),
      openChannels: (pc) => this.#channels.attach(peer.id, pc),
      closeChannels: () => this.#channels.detach(peer.id),
      onChannel: (data) => this.#channels.receive(peer.id, data),
      onStreams: () => this.#show(peer),
      onState: () => this.#tellState(peer),
      onRefusal: (error) => this.#room.onRefusal(error, peer.id),
      onDebug: (what, detail) => this.#room.emit('debug', { what, ...detail }),
    });
    this.#peers.set(peer.id, peer);
    this.#network.watch();
    peer.send(this.#outgoing);
    this.#tellState(peer);
  }

  /** @param {string} id */
  #close(id) {
    const peer = this.#peers.get(id);
    if (peer !== undefined) {
      this.#peers.delete(id);
      this.#held.delete(id);
      peer.close();
      if (this.paused.size > 0) {
        this.#pause({ type: 'paused', peer: id, streams: [] });
      }
      this.#channels.drop(id);
      this.#show(peer);
      this.#shown.delete(id);
      this.#tellState(peer);
      if (this.#peers.size === 0) {
        this.#network.stop();
      }
    }
  }

  #restart() {
    for (const peer of this.#peers.values()) {
      peer.restart();
    }
  }

  /** @param {Peer} peer */
  #show(peer) {
    const now = this.#byClient(peer);
    const before = this.#shown.get(peer.id) ?? [];
    this.#shown.set(peer.id, [...now.keys()]);
    this.#views.changed();
    for (const client of new Set([...before, ...now.keys()])) {
      this.#showClient(client, now.get(client) ?? []);
    }
  }

  /**
   * The streams of a peer by the client that publishes them: the peer itself, or the one that the stream's id names if
   * the peer is a media server's.
   *
   * @param {Peer} peer
   */
  #byClient(peer) {
    const own = this.#publisher(peer.id) !== undefined;
    /** @type {Map<string, MediaStream[]>} */
    const streams = new Map();
    for (const stream of peer.streams) {
      const client = own ? peer.id : /** @type {string} */ (stream.id.split('.')[0]);
      if (this.#publisher(client) !== undefined) {
        streams.set(client, [...(streams.get(client) ?? []), stream]);
      }
    }
    return streams;
  }

  /**
   * @param {string} client
   * @param {MediaStream[]} now
   */
  #showClient(client, now) {
    const member = this.#publisher(client);
    const before = this.streams.get(client) ?? [];
    const ended = before.filter((stream) => !now.includes(stream));
    const begun = now.filter((stream) => !before.includes(stream));
    if (ended.length === 0 && begun.length === 0) {
      return;
    }
    this.streams = changed(this.streams, client, now.length === 0 ? null : Object.freeze(now));
    this.#room.onStreams();
    ended.forEach((stream) => this.#room.emit('stream-end', { peer: client, stream }));
    if (member !== undefined) {
      begun.forEach((stream) => this.#room.emit('stream', { peer: client, member, stream, kind: this.kindOf(stream) }));
    }
  }

  /** @param {string} client */
  #publisher(client) {
    return this.#room.publisher(client) ?? this.#held.get(client);
  }

  /** @param {Peer} peer */
  #tellState({ id, pc }) {
    this.#meter.follow(id, pc);
    const open = this.#peers.get(id)?.pc ?? null;
    if ((this.connections.get(id) ?? null) !== open) {
      this.connections = changed(this.connections, id, open);
    }
    this.#room.emit('peer', { peer: id, state: pc.connectionState });
  }

  #configuration() {
    /** @type {RTCConfiguration} */
    const { iceServers = [], ...own } = this.#room.configuration ?? {};
    /** @type {RTCConfiguration} one transport for all media, because a mesh has many connections */
    const frugal = { bundlePolicy: 'max-bundle' };
    const policy = this.#policy === null ? {} : { iceTransportPolicy: this.#policy };
    return { ...frugal, ...own, ...policy, iceServers: [...iceServers, ...this.#iceServers] };
  }
}

/**
 * @template T
 * @param {ReadonlyMap<string, T>} map
 * @param {string} key
 * @param {T | null} value null removes the key
 * @returns {ReadonlyMap<string, T>}
 */
function changed(map, key, value) {
  const next = new Map(map);
  if (value === null) {
    next.delete(key);
  } else {
    next.set(key, value);
  }
  return next;
}
