import { byUser, changed, member, person, shown } from './people.js';

/** @type {import('./rtc-rooms.js').Viewers} */
const NO_VIEWERS = viewers({});

/**
 * What the server has said about the room. Knows nothing of connections. Each value is replaced, never modified, when it
 * changes.
 *
 * @typedef {import('./rtc-rooms.js').Member} Member
 * @typedef {import('./rtc-rooms.js').Message} Message
 * @typedef {import('./wire.js').RoomEvent} RoomEvent
 */
export class RoomState {
  /** @type {Member | null} */
  self = null;
  /** @type {import('./rtc-rooms.js').Role | null} */
  role = null;
  /** @type {ReadonlySet<string>} */
  grants = new Set();
  /** @type {import('./people.js').People} */
  members = new Map();
  viewers = NO_VIEWERS;
  /** @type {import('./rtc-rooms.js').RoomSnapshot['info']} */
  info = null;
  /** @type {string | null} */
  #epoch = null;
  #offset = 0;
  /** Whether the host has moved this client to another role, where other events are heard. */
  #moved = false;

  /** Where a new connection resumes, as epoch, colon, offset; null at the beginning, and after a move. */
  get position() {
    return this.#epoch === null || this.#moved ? null : `${this.#epoch}:${this.#offset}`;
  }

  /** Whether there is state of an earlier connection. */
  get known() {
    return this.#epoch !== null;
  }

  /**
   * @param {import('./wire.js').Hello} hello
   * @returns {RoomEvent[]} what has changed besides
   */
  greet(hello) {
    this.self = member(hello);
    this.role = hello.role;
    this.grants = new Set(hello.grants);
    this.#epoch = hello.epoch;
    if (!hello.recovered) {
      this.#offset = hello.position;
    }
    this.#moved = false;
    return this.#informed(hello.roomInfo);
  }

  /** Drops everything: the server could not tell what was missed. */
  forget() {
    this.#epoch = null;
    this.#offset = 0;
    this.members = new Map();
    this.viewers = NO_VIEWERS;
  }

  /**
   * Records the offset of an event.
   *
   * @param {Message} message
   * @returns {boolean} false if the event was heard before
   */
  isNew({ offset }) {
    if (typeof offset !== 'number') {
      return true;
    }
    const isNew = offset > this.#offset;
    this.#offset = Math.max(this.#offset, offset);
    return isNew;
  }

  /**
   * @param {any} message
   * @returns {RoomEvent[]} what has changed
   */
  hear(message) {
    switch (message.type) {
      case 'grants':
        return this.#granted(message);
      case 'members':
        return this.#everybody(byUser(message.members, person));
      case 'members-changed':
        return this.#peopleAre(changed(this.members, message));
      case 'room-changed':
        return this.#informed(message.info);
      case 'viewers':
        this.viewers = viewers(message);
        return [['viewers', this.viewers]];
      default:
        return [['message', message]];
    }
  }

  /** @param {import('./people.js').People} members */
  #everybody(members) {
    return this.#peopleAre({ members, joined: [], changed: [], left: [] });
  }

  /**
   * @param {import('./rtc-rooms.js').RoomEvents['members']} news
   * @returns {RoomEvent[]}
   */
  #peopleAre(news) {
    this.members = news.members;
    if (this.self !== null) {
      this.self = shown(this.self, this.members);
    }
    return [['members', news]];
  }

  /**
   * @param {Record<string, unknown> | undefined} info
   * @returns {RoomEvent[]}
   */
  #informed(info) {
    if (JSON.stringify(info ?? null) === JSON.stringify(this.info)) {
      return [];
    }
    this.info = info === undefined ? null : Object.freeze(info);
    return [['info', { info: this.info }]];
  }

  /**
   * @param {any} message
   * @returns {RoomEvent[]}
   */
  #granted({ role = this.role, grants, expires }) {
    this.grants = new Set(grants);
    /** @type {RoomEvent[]} */
    const news = [['grants', { grants: this.grants, expires, role }]];
    if (role !== this.role) {
      this.role = role;
      this.#moved = true;
      news.push(...this.#everybody(new Map())); // watchers get no list of members, and participants get a new one
    }
    return news;
  }
}

/**
 * @param {any} message
 * @returns {import('./rtc-rooms.js').Viewers}
 */
function viewers({ participants = 0, watchers = 0, participantConnections = 0, watcherConnections = 0 }) {
  return Object.freeze({ participants, watchers, participantConnections, watcherConnections });
}
