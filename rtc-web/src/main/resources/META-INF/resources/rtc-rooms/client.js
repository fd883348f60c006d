import { addresses } from './address.js';
import { Chat } from './chat.js';
import { CommandQueue } from './command-queue.js';
import { Commands } from './commands.js';
import { Connection } from './connection.js';
import { ClosedError, DisconnectedError } from './errors.js';
import { DEFAULT_LIMITS } from './frames.js';
import { target } from './handshake.js';
import { Moderate } from './moderate.js';
import { ModerationState } from './moderation-state.js';
import { Pace } from './pace.js';
import { shown } from './people.js';
import { RoomState } from './room-state.js';
import { Router } from './router.js';
import { Says } from './says.js';
import { ownSession, Session } from './session.js';
import { Snapshots } from './snapshots.js';
import { tokens } from './token.js';

/** @type {ReadonlyMap<any, any>} */
const NONE = new Map();

/** @type {ReadonlySet<never>} */
const NO_STREAMS = new Set();

/** @type {import('./rtc-rooms.js').Speakers} */
const NOBODY = Object.freeze({ dominant: null, speaking: Object.freeze([]) });

/** This client's view of one room, with or without media. `rtc-rooms.d.ts` documents the public members. */
export class Client extends EventTarget {
  #address;
  #name;
  #token;
  #renews;
  #session;
  #room = new RoomState();
  #moderation = new ModerationState();
  #connection;
  /** @type {import('./wire.js').Emit} */
  #emit = (name, detail) => {
    this.dispatchEvent(new CustomEvent(name, { detail }));
    this.#snapshots.notify();
  };
  #commands = new Commands((message) => this.#connection.send(message));
  /** @type {Commands['ask']} */
  #ask = (type, fields) => this.#commands.ask(type, fields);
  #pace = new Pace();
  #queue = new CommandQueue(this.#ask);
  #isOpen = () => this.state === 'open';
  #says = new Says(this.#ask, this.#pace, this.#isOpen);
  /** @type {Commands['ask']} */
  #askInOrder = (type, fields) => this.#queue.ask(type, fields);
  #chat = new Chat(this.#says, this.#askInOrder, this.#emit);
  /** @type {Map<HTMLVideoElement, boolean>} */
  #videos = new Map();
  /** @type {import('./wire.js').MediaPart} */
  #media;
  #router = new Router({
    room: this.#room,
    moderation: this.#moderation,
    chat: this.#chat.state,
    commands: this.#commands,
    media: () => this.#media,
    emit: this.#emit,
    onRefusal: (refusal) => this.#refused(refusal, refusal.peer),
    onExpiring: (expires) => this.#expiring(expires),
  });
  #limits = DEFAULT_LIMITS;
  #grace = 0;
  #snapshots = new Snapshots(
    () => /** @type {any} */ (Object.fromEntries(PARTS.map((name) => [name, this[name]]))),
  );
  /** @type {ClosedError | null} */
  #closed = null;

  moderate = new Moderate((type, fields) => this.command(type, fields));

  /** @type {import('./rtc-rooms.js').RoomClient['subscribe']} */
  subscribe = (listener) => this.#snapshots.subscribe(listener);

  /** @type {import('./rtc-rooms.js').RoomClient['getSnapshot']} */
  getSnapshot = () => this.#snapshots.get();

  /**
   * @param {import('./rtc-rooms.js').Address} address
   * @param {import('./rtc-rooms.js').RoomOptions} options
   * @param {new (room: import('./wire.js').MediaRoom) => import('./wire.js').MediaPart} media
   */
  constructor(address, { name, session, token, rtcConfiguration, ...options }, media) {
    super();
    this.#address = addresses(address);
    this.#name = name;
    this.#token = tokens(token);
    this.#session = session === undefined ? new Session() : ownSession(session);
    this.#media = new media({
      ask: this.#ask,
      askInOrder: this.#askInOrder,
      pace: this.#pace,
      queue: () => new CommandQueue(this.#ask, { pace: this.#pace }),
      paced: (rate) => new Pace(rate),
      isOpen: this.#isOpen,
      hear: (message) => this.#router.hear(message),
      fail: (error) => this.#connection.fail(error.message),
      messageBytes: () => this.#limits.messageBytes,
      grace: () => this.#grace,
      configuration: rtcConfiguration,
      shown: (member) => shown(member, this.#room.members),
      videos: this.#videos,
      emit: this.#emit,
      onRefusal: (error, peer) => this.#refused(error, peer),
      become: (next) => {
        this.#media = next;
        this.#snapshots.notify();
      },
    });
    this.#renews = typeof token === 'function';
    const freshTokens = this.#renews || typeof address === 'function';
    this.#connection = new Connection(this.#connectionListener(), { ...options, freshTokens });
  }

  get state() {
    return this.#connection.state;
  }

  get offline() {
    return this.#connection.offline;
  }

  get restarting() {
    return this.#connection.restarting;
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

  get info() {
    return this.#room.info;
  }

  get recording() {
    return this.#media.recording ?? false;
  }

  get moderation() {
    return this.#moderation.value;
  }

  get publishers() {
    return this.#media.publishers ?? NONE;
  }

  get messages() {
    return this.#chat.state.messages;
  }

  get directs() {
    return this.#chat.state.directs;
  }

  get typing() {
    return this.#chat.state.typing;
  }

  get reads() {
    return this.#chat.state.reads;
  }

  get maxText() {
    return this.#limits.chatText;
  }

  get slowMode() {
    return this.#chat.state.slowMode;
  }

  get earlier() {
    return this.#chat.state.earlier;
  }

  get streams() {
    return this.#media.streams ?? NONE;
  }

  get speakers() {
    return this.#media.speakers ?? NOBODY;
  }

  get paused() {
    return this.#media.paused ?? NO_STREAMS;
  }

  get peers() {
    return this.#media.connections ?? NONE;
  }

  get quality() {
    return this.#media.quality ?? NONE;
  }

  get publishing() {
    return this.#media.publishing ?? NONE;
  }

  connect() {
    this.#connection.open();
  }

  leave() {
    this.#connection.close();
  }

  async raiseHand(raised = true) {
    await this.command('hand', { raised });
  }

  /**
   * @param {string} text
   * @param {import('./rtc-rooms.js').SayOptions} [options]
   */
  async say(text, options = {}) {
    this.#mustNotBeClosed();
    return this.#chat.say(String(text), options);
  }

  /**
   * @param {import('./rtc-rooms.js').Said} message
   * @param {string} text
   */
  async edit(message, text) {
    this.#mustNotBeClosed();
    await this.#chat.change('edit', message, { text: String(text) });
  }

  /** @param {import('./rtc-rooms.js').Said} message */
  async remove(message) {
    this.#mustNotBeClosed();
    await this.#chat.change('delete', message);
  }

  /**
   * @param {import('./rtc-rooms.js').Said} message
   * @param {string} emoji
   * @param {boolean} [on]
   */
  async react(message, emoji, on = !message.reactions.get(emoji)?.has(this.self?.user ?? '')) {
    this.#mustNotBeClosed();
    await this.#chat.change('react', message, { emoji, on });
  }

  /**
   * @param {string} user
   * @param {string} text
   */
  async sayTo(user, text) {
    this.#mustNotBeClosed();
    return this.#chat.sayTo(user, String(text));
  }

  setTyping(on = true) {
    if (this.#isOpen()) {
      this.#chat.typing(on);
    }
  }

  /** @param {import('./rtc-rooms.js').Said} message */
  markRead(message) {
    this.#chat.markRead(message);
  }

  /** @param {{ limit?: number }} [options] */
  async loadEarlier({ limit } = {}) {
    this.#mustNotBeClosed();
    return this.#chat.loadEarlier(limit);
  }

  /** @param {number} interval */
  async setSlowMode(interval) {
    await this.command('set-slow-mode', { interval });
  }

  /**
   * @param {MediaStream} [stream]
   * @param {import('./rtc-rooms.js').PublishOptions} [options]
   */
  async publish(stream, { kind } = {}) {
    this.#mustNotBeClosed();
    await this.#media.publish(stream, kind);
  }

  /** @param {import('./rtc-rooms.js').StreamKind} [kind] */
  async unpublish(kind) {
    await this.#media.unpublish(kind);
  }

  /**
   * @param {string} peer
   * @param {import('./rtc-rooms.js').VideoSize | null} size
   * @param {import('./rtc-rooms.js').PublishOptions} [options]
   */
  limitVideo(peer, size, { kind = 'camera' } = {}) {
    this.#media.limit?.(peer, kind, size);
  }

  /**
   * @param {MediaStream} stream
   * @param {import('./rtc-rooms.js').VideoSize | null} size
   * @param {import('./rtc-rooms.js').ShowOptions} [options]
   */
  showVideo(stream, size, { pinned = false } = {}) {
    this.#media.show?.(stream, size, pinned);
  }

  /**
   * @param {HTMLVideoElement} video
   * @param {import('./rtc-rooms.js').ShowOptions} [options]
   */
  fitVideo(video, { pinned = false } = {}) {
    this.#videos.set(video, pinned);
    this.#media.fit?.();
    return () => {
      this.#videos.delete(video);
      this.#media.fit?.();
    };
  }

  /** @param {MediaStream} stream */
  kindOf(stream) {
    return this.#media.kindOf?.(stream) ?? 'camera';
  }

  /**
   * @param {string} label
   * @param {import('./rtc-rooms.js').ChannelOptions} [options]
   */
  channel(label, options = {}) {
    return this.#media.channel(String(label), options);
  }

  /**
   * @param {string} type
   * @param {object} [fields]
   * @returns {Promise<import('./rtc-rooms.js').Reply<any>>}
   */
  async command(type, fields) {
    this.#mustNotBeClosed();
    return this.#askInOrder(type, fields);
  }

  async refresh() {
    const token = await this.#token();
    if (token === undefined) {
      throw new TypeError('There is no token: give one in the option token');
    }
    await this.command('refresh', { token });
  }

  /** @param {number} expires */
  #expiring(expires) {
    this.#emit('expiring', { expires });
    if (this.#renews) {
      this.refresh().catch((error) => this.#emit('debug', { what: 'refresh', error })); // the next connection asks again
    }
  }

  #mustNotBeClosed() {
    if (this.state === 'closed' && this.#closed !== null) {
      throw this.#closed;
    }
  }

  /** @returns {import('./connection.js').ConnectionListener} */
  #connectionListener() {
    return {
      target: () => this.#target(),
      onHello: (hello) => this.#greeted(hello),
      onMessage: (message) => this.#media.holds?.(message) || this.#router.hear(message),
      onLost: () => this.#lost(new DisconnectedError('The connection was lost before the reply')),
      onClosed: (code, reason) => this.#ended(code, reason),
      onState: (change) => this.#emit('state', change),
      onDebug: (what, detail) => this.#emit('debug', { what, ...detail }),
    };
  }

  async #target() {
    const [url, token] = await Promise.all([this.#address(), this.#token()]);
    const session = this.#session.take(url);
    return target(url, { session, resume: this.#room.position, name: this.#name, token });
  }

  /** @param {import('./wire.js').Hello} hello */
  #greeted(hello) {
    const knew = this.#room.known;
    this.#limits = hello.limits;
    this.#grace = hello.grace ?? this.#grace;
    this.#media.greeted?.(hello, this.#room.self);
    if (!hello.recovered) {
      this.#room.forget();
      this.#media.forget?.();
    }
    const news = [...this.#room.greet(hello), ...this.#chat.state.greet(hello)];
    this.#says.resend();
    this.#chat.tellRead();
    this.#media.announce?.();
    if (knew && !hello.recovered) {
      this.#emit('reset', {});
    }
    for (const [name, detail] of news) {
      this.#emit(name, /** @type {any} */ (detail));
    }
    this.#emit('hello', { recovered: hello.recovered });
  }

  /** @param {DisconnectedError} error */
  #lost(error) {
    this.#media.lost?.();
    this.#queue.drop(error);
    this.#says.pause(error);
    this.#commands.drop(error);
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #ended(code, reason) {
    this.#closed = new ClosedError(code, reason);
    this.#session.keep();
    this.#media.ended?.(this.#closed);
    this.#says.drop(this.#closed);
    this.#queue.drop(this.#closed);
    this.#commands.drop(this.#closed);
    this.#media.close?.();
    this.#emit('closed', { code, reason });
  }

  /**
   * @param {(Partial<import('./rtc-rooms.js').Refusal> & { message?: string })} refusal the server's, or a TooLargeError of this client
   * @param {string} [peer]
   */
  #refused({ message = '', code = 'too-large', text = message, field, retryAfter }, peer) {
    this.#emit('refusal', { code, text, field, retryAfter, peer });
  }
}

/** The parts of a snapshot: all getters. */
const PARTS = /** @type {(keyof import('./rtc-rooms.js').RoomSnapshot)[]} */ (
  Object.entries(Object.getOwnPropertyDescriptors(Client.prototype)).flatMap(([name, { get }]) => (get ? name : []))
);
