/** How many messages of the chat are kept. */
const KEPT = 200;

/**
 * What the server has said of the room. Knows nothing of connections.
 *
 * @typedef {import('./rtc-rooms.js').Member} Member
 * @typedef {import('./rtc-rooms.js').Message} Message
 * @typedef {[name: string, detail: object]} RoomEvent
 */
export class RoomState {
  /** @type {Member | null} */
  self = null;
  /** @type {import('./rtc-rooms.js').Role | null} */
  role = null;
  /** @type {Set<string>} */
  grants = new Set();
  /** @type {Map<string, Member>} */
  members = new Map();
  /** @type {Map<string, Member>} */
  publishers = new Map();
  viewers = { participants: 0, watchers: 0 };
  /** @type {import('./rtc-rooms.js').Said[]} */
  messages = [];
  /** @type {string | null} */
  #epoch = null;
  #offset = 0;
  /** Whether the host has moved us to another role, where something else is heard. */
  #moved = false;

  /** Where a new connection is to go on: epoch, colon, offset; null at the beginning, and after a move. */
  get position() {
    return this.#epoch === null || this.#moved ? null : `${this.#epoch}:${this.#offset}`;
  }

  /** Whether anything is known of the room that would have to be dropped. */
  get known() {
    return this.#epoch !== null;
  }

  /** @param {import('./wire.js').Hello} hello */
  greet(hello) {
    this.self = member(hello);
    this.role = hello.role;
    this.grants = new Set(hello.grants);
    this.#epoch = hello.epoch;
    if (!hello.recovered) {
      this.#offset = hello.position;
    }
    this.#moved = false;
  }

  /** The past is lost, or not wanted any more. */
  forget() {
    this.#epoch = null;
    this.#offset = 0;
    this.members = new Map();
    this.publishers = new Map();
    this.viewers = { participants: 0, watchers: 0 };
    this.messages = [];
  }

  /**
   * Takes note of a recorded event's place.
   *
   * @param {Message} message
   * @returns {boolean} false if it was heard before
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
        this.members = byClient(message.members);
        return [['members', { members: this.members }]];
      case 'joined':
      case 'left':
        change(this.members, message, message.type === 'joined');
        return [['members', { members: this.members, [message.type]: member(message) }]];
      case 'streams':
        this.publishers = byClient(message.publishers);
        return [['publishers', { publishers: this.publishers }]];
      case 'published':
      case 'unpublished':
        change(this.publishers, message, message.type === 'published');
        return [['publishers', { publishers: this.publishers, [message.type]: member(message) }]];
      case 'viewers':
        this.viewers = { participants: message.participants, watchers: message.watchers };
        return [['viewers', this.viewers]];
      case 'said':
        return [this.#said(message)];
      case 'chat-log':
        return message.messages
          .filter((/** @type {any} */ said) => !this.#knows(said))
          .map((/** @type {any} */ said) => this.#said({ ...said, past: true }));
      default:
        return [['message', message]];
    }
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
      this.members = new Map(); // a watcher hears nothing of them, and a participant is told anew
      news.push(['members', { members: this.members }]);
    }
    return news;
  }

  /**
   * Whether it was said to us already: who is raised a second time is told the log a second time.
   *
   * @param {any} said
   */
  #knows({ id, user, text, at }) {
    return this.messages.some((each) => each.id === id && each.user === user && each.text === text && each.at === at);
  }

  /**
   * @param {any} message
   * @returns {RoomEvent}
   */
  #said({ id, client, user, name, text, at, offset, past = false }) {
    const said = { id, client, user, name, text, at, offset, past };
    this.messages.push(said);
    this.messages.splice(0, this.messages.length - KEPT);
    return ['said', said];
  }
}

/**
 * @param {Member} message anything that names a member
 * @returns {Member}
 */
function member({ client, user, name }) {
  return { client, user, name };
}

/** @param {Member[]} members */
function byClient(members) {
  return new Map(members.map((each) => [each.client, member(each)]));
}

/**
 * @param {Map<string, Member>} members
 * @param {Member} message
 * @param {boolean} isIn
 */
function change(members, message, isIn) {
  members.delete(message.client);
  if (isIn) {
    members.set(message.client, member(message));
  }
}
