import { Channels } from './channels.js';
import { Meter } from './meter.js';
import { Network } from './network.js';
import { Pace } from './pace.js';
import { Peer } from './peer.js';

/**
 * What the peers need of their room.
 *
 * @typedef {object} PeersRoom
 * @property {import('./commands.js').Commands['ask']} ask
 * @property {RTCConfiguration} [configuration] the host's own
 * @property {(client: string) => import('./rtc-rooms.js').Member | undefined} publisher
 * @property {() => boolean} publishes whether this client does, or will as soon as it is connected
 * @property {(name: string, detail: object) => void} emit
 * @property {(refusal: import('./errors.js').RefusalError, peer: string) => void} onRefusal
 */

/** The other clients that media goes to or comes from, as the server's `connect` events say. */
export class Peers {
  #room;
  /** @type {Map<string, Peer>} */
  #peers = new Map();
  /** @type {MediaStream | null} */
  #outgoing = null;
  #pace = new Pace();
  #network = new Network(() => this.#restart());
  #meter = new Meter((peer, quality) => this.#room.emit('quality', { peer, ...quality }));
  #channels = new Channels({
    publisher: (client) => this.#room.publisher(client),
    publishes: () => this.#room.publishes(),
    emit: (name, detail) => this.#room.emit(name, detail),
  });
  /** @type {Map<string, MediaStream>} */
  streams = new Map();
  /** @type {RTCIceServer[]} the server's */
  #iceServers = [];
  /** @type {RTCIceTransportPolicy | null} the server's */
  #policy = null;

  /** @param {PeersRoom} room */
  constructor(room) {
    this.#room = room;
  }

  get connections() {
    return new Map([...this.#peers].map(([id, { pc }]) => [id, pc]));
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
   * Takes the server's part of the configuration, for new connections and for the next restart of those that are open.
   *
   * @param {RTCIceServer[]} iceServers
   * @param {RTCIceTransportPolicy | null} [policy] null if the server leaves it to us; by default, as it was
   */
  serve(iceServers, policy = this.#policy) {
    this.#iceServers = iceServers;
    this.#policy = policy;
    for (const peer of this.#peers.values()) {
      peer.configure();
    }
  }

  /** @param {import('./wire.js').PeerMessage} message */
  hear(message) {
    switch (message.type) {
      case 'connect':
        return this.#open(message);
      case 'disconnect':
        return this.#close(message.peer);
      default:
        return this.#peers.get(message.peer)?.hear(message);
    }
  }

  /** @param {MediaStream | null} stream what all get, and all who come */
  send(stream) {
    this.#outgoing = stream;
    for (const peer of this.#peers.values()) {
      peer.send(stream);
    }
  }

  /** Who publishes has changed: what comes from the others is not shown. */
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
  #open(connect) {
    this.#close(connect.peer);
    /** @type {Peer} */
    const peer = new Peer(connect, {
      ask: this.#room.ask,
      configuration: () => this.#configuration(),
      pace: (task) => this.#pace.run(task),
      openChannels: (pc) => this.#channels.attach(peer.id, pc),
      closeChannels: () => this.#channels.detach(peer.id),
      onChannel: (data) => this.#channels.receive(peer.id, data),
      onStream: () => this.#show(peer),
      onState: () => this.#tellState(peer),
      onRefusal: (refusal) => this.#room.onRefusal(refusal, peer.id),
      onDebug: (what, detail) => this.#room.emit('debug', { what, ...detail }),
    });
    this.#peers.set(peer.id, peer);
    this.#network.watch();
    peer.send(this.#outgoing);
  }

  /** @param {string} id */
  #close(id) {
    const peer = this.#peers.get(id);
    if (peer !== undefined) {
      this.#peers.delete(id);
      peer.close();
      this.#channels.drop(id);
      this.#show(peer);
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
    const member = this.#room.publisher(peer.id);
    const stream = member === undefined ? null : peer.stream;
    const shown = this.streams.get(peer.id) ?? null;
    if (stream === shown) {
      return;
    }
    if (stream === null) {
      this.streams.delete(peer.id);
      this.#room.emit('stream-end', { peer: peer.id });
    } else {
      this.streams.set(peer.id, stream);
      this.#room.emit('stream', { peer: peer.id, member, stream });
    }
  }

  /** @param {Peer} peer */
  #tellState({ id, pc }) {
    this.#meter.follow(id, pc);
    this.#room.emit('peer', { peer: id, state: pc.connectionState });
  }

  #configuration() {
    const { iceServers = [], ...own } = this.#room.configuration ?? {};
    /** @type {RTCConfiguration} one transport for all media, since a mesh multiplies what each connection costs */
    const frugal = { bundlePolicy: 'max-bundle' };
    const policy = this.#policy === null ? {} : { iceTransportPolicy: this.#policy };
    return { ...frugal, ...own, ...policy, iceServers: [...iceServers, ...this.#iceServers] };
  }
}
