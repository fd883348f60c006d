import { KeptMedia } from './kept-media.js';
import { Peers } from './peers.js';
import { Publishers } from './publishers.js';
import { Publication } from './publication.js';
import { Speakers } from './speakers.js';

/** The media of a client: what it publishes, what it receives, and who speaks. */
export class Media {
  /** @type {Peers} */
  #peers;
  /** @type {Publication} */
  #publication;
  #speakers;
  #kept;
  #publishers;

  /**
   * @param {import('./wire.js').MediaRoom} room
   * @param {import('./lines.js').Lines} lines the channels that the page has asked for, by label
   */
  constructor(room, lines) {
    this.#publishers = new Publishers(room.shown);
    this.#speakers = new Speakers(() => this.#peers, room.emit);
    this.#publication = new Publication({
      ask: room.askInOrder,
      isOpen: room.isOpen,
      messageBytes: room.messageBytes,
      onStreams: (streams) => this.#peers.send(streams),
      onPause: () => this.#peers.pause(),
      onChange: () => room.emit('publishing', { publishing: this.publishing }),
      onRefusal: (error) => room.onRefusal(error),
    });
    this.#peers = new Peers({
      lines,
      videos: room.videos,
      ask: room.ask,
      pace: room.pace,
      queue: room.queue,
      paced: room.paced,
      messageBytes: room.messageBytes,
      configuration: room.configuration,
      publisher: (client) => this.publishers.get(client),
      publishes: () => this.publishing.size > 0,
      emit: room.emit,
      onStreams: () => this.#speakers.follow(),
      onRefusal: room.onRefusal,
    });
    this.#kept = new KeptMedia({
      ask: room.ask,
      peers: () => this.#peers,
      publishes: () => this.publishing.size > 0,
      grace: room.grace,
      onDebug: (what, detail) => room.emit('debug', { what, ...detail }),
    });
  }

  get publishers() {
    return this.#publishers.all;
  }

  get recording() {
    return this.#publishers.recording;
  }

  get streams() {
    return this.#peers.streams;
  }

  get connections() {
    return this.#peers.connections;
  }

  get quality() {
    return this.#peers.quality;
  }

  get publishing() {
    return this.#publication.streams;
  }

  get paused() {
    return this.#peers.paused;
  }

  get speakers() {
    return this.#speakers.value;
  }

  /**
   * @param {MediaStream | undefined} stream
   * @param {import('./rtc-rooms.js').StreamKind} [kind]
   */
  async publish(stream, kind) {
    await this.#publication.publish(stream, kind);
  }

  /** @param {import('./rtc-rooms.js').StreamKind} [kind] */
  async unpublish(kind) {
    await this.#publication.unpublish(kind);
  }

  /**
   * @param {string} peer
   * @param {import('./rtc-rooms.js').StreamKind} kind
   * @param {import('./rtc-rooms.js').VideoSize | null} size
   */
  limit(peer, kind, size) {
    this.#peers.limit(peer, kind, size);
  }

  /**
   * @param {MediaStream} stream
   * @param {import('./rtc-rooms.js').VideoSize | null} size
   * @param {boolean} pinned
   */
  show(stream, size, pinned) {
    this.#peers.show(stream, size, pinned);
  }

  /** The page has given other elements that play videos, or has taken some back. */
  fit() {
    this.#peers.fit();
  }

  /** @param {MediaStream} stream */
  kindOf(stream) {
    return this.#peers.kindOf(stream);
  }

  /**
   * @param {string} label
   * @param {import('./rtc-rooms.js').ChannelOptions} options
   */
  channel(label, options) {
    return this.#peers.channel(label, options);
  }

  /**
   * @param {import('./rtc-rooms.js').Message} message
   * @returns {import('./wire.js').RoomEvent[] | null} what has changed; null if the message is about something else
   */
  hear(message) {
    switch (message.type) {
      case 'connect':
      case 'disconnect':
      case 'offer':
      case 'answer':
      case 'candidate':
      case 'restart':
      case 'paused':
      case 'idle-layers':
      case 'channel-peers':
      case 'channel-opened':
      case 'channel-closed':
      case 'channel-messages':
        this.#peers.hear(/** @type {import('./wire.js').PeerMessage} */ (message));
        return [];
      case 'ice-servers':
        this.#peers.serve(/** @type {import('./wire.js').ServersMessage} */ (message).iceServers);
        return [];
      case 'streams':
        this.#served(/** @type {import('./wire.js').ServersMessage} */ (message));
        return this.#publishers.hear(message);
      default:
        return this.#speakers.hear(message) ?? this.#publishers.hear(message);
    }
  }

  /** @param {import('./wire.js').ServersMessage} message */
  #served({ iceServers, iceTransportPolicy, keep = false, relaysChannels = false }) {
    this.#peers.serve(iceServers, iceTransportPolicy ?? null);
    this.#peers.relayChannels(relaysChannels);
    if (keep) {
      this.#kept.tell();
    }
  }

  /**
   * The members have changed.
   *
   * @returns {import('./wire.js').RoomEvent[]} what has changed of the publishers
   */
  rename() {
    return this.#publishers.rename();
  }

  /** The publishers have changed. */
  refresh() {
    this.#peers.refresh();
  }

  /** The server has ended what this client publishes. */
  unpublished() {
    this.#publication.ended();
  }

  /**
   * @param {import('./wire.js').Hello} hello
   * @param {import('./rtc-rooms.js').Member | null} before this client as the server knew it
   */
  greeted(hello, before) {
    this.#kept.greeted(hello, before);
  }

  /** The room's state is lost. */
  forget() {
    this.#speakers.forget();
    this.#publishers.forget();
  }

  /** Announces to a new connection what this client publishes. */
  announce() {
    this.#publication.announce();
  }

  /** The connection to the server is lost. */
  lost() {
    this.#kept.lost();
    this.#peers.lost();
  }

  /**
   * The connection to the server has ended for good.
   *
   * @param {import('./errors.js').ClosedError} error
   */
  ended(error) {
    this.#kept.ended();
    this.#peers.lost();
    this.#publication.stop(error);
  }

  /** Closes the connections to peers. */
  close() {
    this.#peers.closeAll();
  }
}
