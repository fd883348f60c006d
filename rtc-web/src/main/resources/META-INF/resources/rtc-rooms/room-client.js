import { Commands } from './commands.js';
import { Connection } from './connection.js';
import { ClosedError, DisconnectedError } from './errors.js';
import { Peers } from './peers.js';
import { Publication } from './publication.js';
import { RoomState } from './room-state.js';
import { Says } from './says.js';
import { ownSession, Session } from './session.js';

/**
 * One room, seen from this page. `rtc-rooms.d.ts` documents all that is public.
 *
 * @typedef {import('./rtc-rooms.js').Message} Message
 */
export class RoomClient extends EventTarget {
  #address;
  #name;
  #session;
  #room = new RoomState();
  #connection;
  #commands = new Commands((message) => this.#connection.send(message));
  /** @type {Commands['ask']} */
  #ask = (type, fields) => this.#commands.ask(type, fields);
  #says = new Says(this.#ask);
  #publication = new Publication({
    ask: this.#ask,
    isOpen: () => this.state === 'open',
    onStream: (stream) => this.#peers.send(stream),
    onChange: (stream) => this.#emit('publishing', { stream }),
    onRefusal: (refusal) => this.#refused(refusal),
  });
  #peers;
  /** @type {ClosedError | null} */
  #closed = null;

  /**
   * @param {string | URL} address
   * @param {import('./rtc-rooms.js').RoomOptions} [options]
   */
  constructor(address, { name, session, rtcConfiguration, ...options } = {}) {
    super();
    this.#address = webSocketAddress(address);
    this.#name = name;
    this.#session = session === undefined ? new Session(this.#address.href) : ownSession(session);
    this.#peers = new Peers({
      ask: this.#ask,
      configuration: rtcConfiguration,
      publisher: (client) => this.#room.publishers.get(client),
      publishes: () => this.publishing !== null,
      emit: (event, detail) => this.#emit(event, detail),
      onRefusal: (refusal, peer) => this.#refused(refusal, peer),
    });
    this.#connection = new Connection(this.#connectionListener(), options);
  }

  get state() {
    return this.#connection.state;
  }

  get self() {
    return this.#room.self;
  }

  get role() {
    return this.#room.role;
  }

  get grants() {
    return this.#room.grants;
  }

  get members() {
    return this.#room.members;
  }

  get viewers() {
    return this.#room.viewers;
  }

  get publishers() {
    return this.#room.publishers;
  }

  get messages() {
    return this.#room.messages;
  }

  get streams() {
    return this.#peers.streams;
  }

  get peers() {
    return this.#peers.connections;
  }

  get quality() {
    return this.#peers.quality;
  }

  get publishing() {
    return this.#publication.stream;
  }

  connect() {
    this.#connection.open();
  }

  leave() {
    this.#connection.close();
  }

  /** @param {string} text */
  async say(text) {
    this.#mustNotBeClosed();
    return this.#says.say(String(text));
  }

  /** @param {MediaStream} [stream] */
  async publish(stream) {
    this.#mustNotBeClosed();
    if (stream !== undefined && !(stream instanceof MediaStream && stream.getTracks().length > 0)) {
      throw new TypeError('There is nothing to publish: a MediaStream with at least one track is');
    }
    await this.#publication.publish(stream ?? new MediaStream());
  }

  async unpublish() {
    await this.#publication.unpublish();
  }

  /**
   * @param {string} label
   * @param {import('./rtc-rooms.js').ChannelOptions} [options]
   */
  channel(label, options = {}) {
    return this.#peers.channel(String(label), options);
  }

  /**
   * @param {string} type
   * @param {object} [fields]
   */
  async command(type, fields) {
    this.#mustNotBeClosed();
    return this.#ask(type, fields);
  }

  #mustNotBeClosed() {
    if (this.state === 'closed' && this.#closed !== null) {
      throw this.#closed;
    }
  }

  /** @returns {import('./connection.js').ConnectionListener} */
  #connectionListener() {
    return {
      url: () => this.#url(),
      onHello: (hello) => this.#greeted(hello),
      onMessage: (message) => this.#hear(message),
      onLost: () => this.#commands.drop(new DisconnectedError('The connection was lost before the answer came')),
      onClosed: (code, reason) => this.#ended(code, reason),
      onState: (change) => this.#emit('state', change),
      onDebug: (what, detail) => this.#emit('debug', { what, ...detail }),
    };
  }

  #url() {
    const url = new URL(this.#address);
    url.searchParams.set('session', this.#session.take());
    const { position } = this.#room;
    if (position !== null) {
      url.searchParams.set('resume', position);
    }
    if (this.#name !== undefined) {
      url.searchParams.set('name', this.#name);
    }
    return url.href;
  }

  /** @param {import('./wire.js').Hello} hello */
  #greeted(hello) {
    const knew = this.#room.known;
    this.#peers.closeAll(); // to the server this is a new client, which it tells anew whom to connect to
    if (!hello.recovered) {
      this.#room.forget();
    }
    this.#room.greet(hello);
    this.#says.resend();
    this.#publication.announce();
    if (knew && !hello.recovered) {
      this.#emit('reset', {});
    }
    this.#emit('hello', { recovered: hello.recovered });
  }

  /** @param {Message} message */
  #hear(message) {
    if (!this.#room.isNew(message)) {
      return;
    }
    switch (message.type) {
      case 'reply':
      case 'refusal':
        return this.#answered(message);
      case 'connect':
      case 'disconnect':
      case 'offer':
      case 'answer':
      case 'candidate':
      case 'restart':
        return this.#peers.hear(/** @type {import('./wire.js').PeerMessage} */ (message));
      case 'ice-servers':
        return this.#peers.serve(/** @type {import('./wire.js').ServersMessage} */ (message).iceServers);
      default:
        return this.#tell(message);
    }
  }

  /** @param {Message} message */
  #answered(message) {
    if (!this.#commands.answer(message) && message.type === 'refusal') {
      this.#refused(/** @type {any} */ (message));
    }
  }

  /** @param {Message} message */
  #tell(message) {
    if (message.type === 'streams') {
      const { iceServers, iceTransportPolicy } = /** @type {import('./wire.js').ServersMessage} */ (message);
      this.#peers.serve(iceServers, iceTransportPolicy ?? null);
    }
    for (const [name, detail] of this.#room.hear(message)) {
      this.#emit(name, detail);
      if (name === 'publishers') {
        this.#peers.refresh();
      }
    }
    if (message.type === 'unpublished' && message.client === this.self?.client) {
      this.#publication.ended();
    }
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #ended(code, reason) {
    this.#closed = new ClosedError(code, reason);
    this.#session.keep();
    this.#publication.stop(this.#closed);
    this.#says.drop(this.#closed);
    this.#commands.drop(this.#closed);
    this.#peers.closeAll();
    this.#emit('closed', { code, reason });
  }

  /**
   * @param {import('./rtc-rooms.js').Refusal} refusal
   * @param {string} [peer]
   */
  #refused({ code, text, field }, peer) {
    this.#emit('refusal', { code, text, field, peer });
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/**
 * @param {string | URL} address
 * @returns {URL} absolute
 */
function webSocketAddress(address) {
  const url = new URL(address, document.baseURI);
  url.hash = '';
  url.protocol = url.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(url.protocol)) {
    throw new TypeError(`Not a WebSocket address: ${url.protocol}`);
  }
  return url;
}
