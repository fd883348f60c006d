/** How many chat messages are kept. */
const KEPT = 200;

/**
 * The chat messages, oldest first. Knows nothing of connections. Each value is replaced, never modified, when it changes.
 *
 * @typedef {import('./rtc-rooms.js').Said} Said
 * @typedef {import('./wire.js').RoomEvent} RoomEvent
 * @typedef {import('./wire.js').SaidMessage} SaidMessage
 */
export class ChatState {
  /** @type {readonly Said[]} */
  messages = Object.freeze([]);
  #epoch = '';

  /**
   * @param {import('./wire.js').Hello} hello
   * @returns {RoomEvent[]} what has changed
   */
  greet({ epoch, recovered }) {
    this.#epoch = epoch;
    return recovered ? [] : this.#gap(true);
  }

  /**
   * @param {string | null} key of a message
   * @returns {number | undefined} its number now; undefined if it is of an earlier epoch, or was never stored
   */
  number(key) {
    const colon = key === null ? -1 : key.lastIndexOf(':');
    return key !== null && key.slice(0, colon) === this.#epoch ? Number(key.slice(colon + 1)) : undefined;
  }

  /**
   * @param {number | undefined} number of a message
   * @returns {string | null}
   */
  key(number) {
    return number === undefined ? null : `${this.#epoch}:${number}`;
  }

  /**
   * @param {any} message
   * @returns {RoomEvent[] | null} what has changed; null if the message is not about the chat
   */
  hear(message) {
    switch (message.type) {
      case 'said':
        return [this.#append(this.#said(message, false))];
      case 'edited':
        return message.text === undefined ? [] : this.#edited(message);
      case 'deleted':
        return this.#change(message.message, () => ({ text: '', deleted: true, mentions: NOBODY, reactions: new Map() }));
      case 'reacted':
        return this.#change(message.message, ({ reactions }) => ({ reactions: reacted(reactions, message) }));
      case 'chat-log':
        return this.#log(message.messages);
      default:
        return null;
    }
  }

  /**
   * @param {{ message: number, text: string }} message
   * @returns {RoomEvent[]}
   */
  #edited({ message, text }) {
    return this.#change(message, ({ deleted }) => (deleted ? {} : { text, edited: true }));
  }

  /**
   * The last messages, without a gap between them. If one of them is known, none is missing after those that are known.
   *
   * @param {SaidMessage[]} log
   * @returns {RoomEvent[]}
   */
  #log(log) {
    const last = log.map((each) => this.#said(each, true));
    const news = this.#gap(this.messages.length > 0 && !last.some((said) => this.#indexOf(said) >= 0));
    for (const said of last) {
      const index = this.#indexOf(said);
      news.push(...(index < 0 ? [this.#append(said)] : this.#replace(index, said)));
    }
    return news;
  }

  /**
   * Marks the last message, or takes the mark away.
   *
   * @param {boolean} gapAfter
   * @returns {RoomEvent[]}
   */
  #gap(gapAfter) {
    const index = this.messages.length - 1;
    return index < 0 ? [] : this.#replace(index, { ...this.messages[index], gapAfter });
  }

  /** @param {Said} said */
  #indexOf({ key, id, user, text, at }) {
    return this.messages.findIndex((each) =>
      key === null ? each.id === id && each.user === user && each.text === text && each.at === at : each.key === key,
    );
  }

  /**
   * @param {number} number
   * @param {(before: Said) => Partial<Said>} change
   * @returns {RoomEvent[]}
   */
  #change(number, change) {
    const key = this.key(number);
    const index = this.messages.findIndex((each) => each.key === key);
    return index < 0 ? [] : this.#replace(index, { ...this.messages[index], ...change(this.messages[index]) });
  }

  /**
   * @param {number} index
   * @param {Said} after
   * @returns {RoomEvent[]}
   */
  #replace(index, after) {
    const before = this.messages[index];
    const { offset, past } = before; // of its first arrival
    const said = Object.freeze({ ...after, offset, past });
    if (text(said) === text(before)) {
      return [];
    }
    this.messages = Object.freeze(this.messages.map((each, at) => (at === index ? said : each)));
    return [['said-changed', { said, before }]];
  }

  /**
   * @param {Said} said
   * @returns {RoomEvent}
   */
  #append(said) {
    this.messages = Object.freeze([...this.messages, said].slice(-KEPT));
    return ['said', said];
  }

  /**
   * @param {SaidMessage} message
   * @param {boolean} past
   * @returns {Said}
   */
  #said({ id, client, user, name, text, at, offset, replyTo, mentions, edited, deleted, reactions = [] }, past) {
    return Object.freeze({
      key: this.key(offset),
      id,
      client,
      user,
      name,
      text,
      at,
      replyTo: this.key(replyTo) ?? undefined,
      mentions: mentions === undefined ? NOBODY : Object.freeze(mentions),
      edited: edited !== undefined,
      deleted: deleted === true,
      reactions: new Map(reactions.map(({ emoji, users }) => [emoji, new Set(users)])),
      offset: past ? undefined : offset,
      past,
      gapAfter: false,
    });
  }
}

/** @type {readonly string[]} */
const NOBODY = Object.freeze([]);

/**
 * @param {Said['reactions']} reactions
 * @param {{ emoji: string, user: string, on: boolean }} reaction
 * @returns {Said['reactions']}
 */
function reacted(reactions, { emoji, user, on }) {
  const users = new Set(reactions.get(emoji));
  if (on) {
    users.add(user);
  } else {
    users.delete(user);
  }
  const next = new Map(reactions).set(emoji, users);
  if (users.size === 0) {
    next.delete(emoji);
  }
  return next;
}

/**
 * The same text for the same message.
 *
 * @param {Said} said
 */
function text(said) {
  return JSON.stringify(said, (name, value) => (value instanceof Map || value instanceof Set ? [...value] : value));
}
