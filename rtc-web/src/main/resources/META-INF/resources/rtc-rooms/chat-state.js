/** How many chat messages are kept, and how many together with those that were loaded. */
const KEPT = 200;
const MOST_KEPT = 5_000;

/**
 * The chat messages, oldest first, and what goes with them. Knows nothing of connections. Each value is replaced, never modified, when it changes.
 *
 * @typedef {import('./rtc-rooms.js').Said} Said
 * @typedef {import('./wire.js').RoomEvent} RoomEvent
 * @typedef {import('./wire.js').SaidMessage} SaidMessage
 */
export class ChatState {
  /** @type {readonly Said[]} */
  messages = Object.freeze([]);
  /** @type {readonly import('./rtc-rooms.js').Direct[]} */
  directs = Object.freeze([]);
  /** @type {import('./rtc-rooms.js').RoomSnapshot['typing']} */
  typing = new Map();
  /** @type {ReadonlyMap<string, string>} */
  reads = new Map();
  slowMode = 0;
  #epoch = '';
  #user = '';
  /** Whether this client had missed nothing when it came last: what it is told then is no older than it is. */
  #recovered = false;
  #kept = KEPT;
  /** Whether the server may have messages before the first. */
  #more = false;
  /** The keys of messages after which nobody knows what is missing. */
  #lost = new Set();
  /** @type {{ key: string | null | undefined, before: number } | null} where loading continues, before a message */
  #cursor = null;

  /**
   * @param {import('./wire.js').Hello} hello
   * @returns {RoomEvent[]} what has changed
   */
  greet({ epoch, recovered, user }) {
    this.#user = user;
    this.#recovered = recovered;
    /** @type {RoomEvent[]} */
    const news = [...this.#typing([]), ...this.#slowMode(0)]; // the server tells them again
    if (!recovered) {
      this.#epoch = epoch;
      this.#cursor = null;
      if (this.reads.size > 0) {
        this.reads = new Map();
        news.push(['reads', { reads: this.reads }]);
      }
      news.push(...this.#gap(true));
    }
    return news;
  }

  /** Whether {@link load} may bring more messages. */
  get earlier() {
    return this.#openGap() >= 0 || (this.#more && this.number(this.messages[0]?.key) !== undefined);
  }

  /** Before which message to load; undefined to begin with the newest. */
  get before() {
    const next = this.messages[this.#openGap() + 1];
    return this.#cursor !== null && this.#cursor.key === next?.key ? this.#cursor.before : this.number(next?.key);
  }

  /**
   * Takes in messages from the server's history, which are before {@link before}.
   *
   * @param {{ messages: SaidMessage[], before?: number }} page
   * @returns {RoomEvent[]} what has changed
   */
  load({ messages, before }) {
    const at = this.#openGap();
    const gap = this.messages[at];
    const next = this.messages[at + 1]?.key;
    const all = messages.map((each) => this.#said(each, true));
    const joins = all.map((said) => this.#indexOf(said)).some((index) => index >= 0 && index <= at);
    const count = this.messages.length;
    this.#kept = Math.min(MOST_KEPT, Math.max(this.#kept, count + all.length));
    const news = all.flatMap((said) => this.#put(said)).filter(([name]) => name === 'said-changed');
    this.#cursor = before === undefined ? null : { key: all[0]?.key ?? next, before };
    if (at < 0) {
      this.#more = before !== undefined;
    } else if (joins) {
      news.push(...this.#replace(this.#indexOf(gap), () => ({ gapAfter: false })));
    } else if (before === undefined) {
      this.#lost.add(gap.key);
    }
    return this.messages.length === count ? news : [...news, ['messages', { messages: this.messages }]];
  }

  #openGap() {
    let index = this.messages.length - 1;
    while (index >= 0 && !(this.messages[index].gapAfter && !this.#lost.has(this.messages[index].key))) {
      index--;
    }
    return index;
  }

  /**
   * @param {string | null} [key] of a message
   * @returns {number | undefined} its number now; undefined if it is of an earlier epoch, or was never stored
   */
  number(key) {
    const colon = key?.lastIndexOf(':') ?? -1;
    return key?.slice(0, colon) === this.#epoch ? Number(key.slice(colon + 1)) : undefined;
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
        return this.#put(this.#said(message, false));
      case 'edited':
        return message.text === undefined ? [] : this.#change(message.message, edited(message));
      case 'deleted':
        return this.#change(message.message, () => ({
          text: '',
          deleted: true,
          mentions: Object.freeze([]),
          reactions: new Map(),
        }));
      case 'reacted':
        return this.#change(message.message, ({ reactions }) => ({ reactions: reacted(reactions, message) }));
      case 'chat-log':
        return this.#log(message);
      case 'said-to':
        return this.#direct(message, false);
      case 'direct-log':
        return message.messages.flatMap((/** @type {any} */ each) => this.#direct(each, !this.#recovered));
      case 'typing':
        return this.#typing(message.users);
      case 'read-markers':
        return this.#read(message.markers);
      case 'slow-mode':
        return this.#slowMode(message.interval);
      default:
        return null;
    }
  }

  /**
   * The last messages, without a gap between them. If one of them is known, none is missing after those that are known.
   *
   * @param {{ messages: SaidMessage[], more: boolean }} log
   * @returns {RoomEvent[]}
   */
  #log({ messages, more }) {
    const last = messages.map((each) => this.#said(each, true));
    const joins = last.some((said) => this.#indexOf(said) >= 0);
    if (this.messages.length === 0) {
      this.#more = more;
    } else if (!joins && !more) {
      this.#lost.add(this.messages[this.messages.length - 1].key);
    }
    const news = this.#gap(this.messages.length > 0 && !joins);
    return [...news, ...last.flatMap((said) => this.#put(said))];
  }

  /**
   * @param {any} message
   * @param {boolean} past
   * @returns {RoomEvent[]}
   */
  #direct({ message, id, client, user, name, to, toName, text, at }, past) {
    const key = `${this.#epoch}:direct:${message}-${at}`;
    if (this.directs.some((each) => each.key === key)) {
      return [];
    }
    const direct = Object.freeze({ key, id, client, user, name, to, toName, text, at, past });
    this.directs = Object.freeze([...this.directs, direct].slice(-KEPT));
    return [['said-to', direct]];
  }

  /**
   * @param {import('./rtc-rooms.js').Typist[]} users
   * @returns {RoomEvent[]}
   */
  #typing(users) {
    const others = users.filter(({ user }) => user !== this.#user);
    if (others.length === 0 && this.typing.size === 0) {
      return [];
    }
    this.typing = new Map(others.map((each) => [each.user, Object.freeze(each)]));
    return [['typing', { typing: this.typing }]];
  }

  /**
   * @param {{ user: string, message: number }[]} markers
   * @returns {RoomEvent[]}
   */
  #read(markers) {
    const reads = new Map(this.reads);
    for (const { user, message } of markers) {
      reads.set(user, `${this.#epoch}:${message}`);
    }
    this.reads = reads;
    return [['reads', { reads }]];
  }

  /**
   * @param {number} interval
   * @returns {RoomEvent[]}
   */
  #slowMode(interval) {
    if (interval === this.slowMode) {
      return [];
    }
    this.slowMode = interval;
    return [['slow-mode', { interval }]];
  }

  /**
   * Puts a message in its place, or replaces the one that is known.
   *
   * @param {Said} said
   * @returns {RoomEvent[]}
   */
  #put(said) {
    const known = this.#indexOf(said);
    if (known >= 0) {
      return this.#replace(known, ({ gapAfter }) => ({ ...said, gapAfter }));
    }
    const number = this.number(said.key);
    const next = this.messages.findIndex(({ key }) => number !== undefined && (this.number(key) ?? 0) > number);
    if (next < 0) {
      return [this.#append(said)];
    }
    this.messages = Object.freeze([...this.messages.slice(0, next), said, ...this.messages.slice(next)]);
    return [['messages', { messages: this.messages }]];
  }

  /**
   * Marks the last message, or takes the mark away.
   *
   * @param {boolean} gapAfter
   * @returns {RoomEvent[]}
   */
  #gap(gapAfter) {
    return this.#replace(this.messages.length - 1, () => ({ gapAfter }));
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
    return this.#replace(
      this.messages.findIndex((each) => each.key === key),
      change,
    );
  }

  /**
   * @param {number} index of a message; nothing changes if there is none
   * @param {(before: Said) => Partial<Said>} change
   * @returns {RoomEvent[]}
   */
  #replace(index, change) {
    const before = this.messages[index];
    if (before === undefined) {
      return [];
    }
    const { offset, past } = before; // of its first arrival
    const said = Object.freeze({ ...before, ...change(before), offset, past });
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
    const all = [...this.messages, said];
    this.#more ||= all.length > this.#kept;
    this.messages = Object.freeze(all.slice(-this.#kept));
    return ['said', said];
  }

  /**
   * @param {SaidMessage} message
   * @param {boolean} past
   * @returns {Said}
   */
  #said({ id, client, user, name, text, at, offset, replyTo, mentions = [], edited, deleted, reactions = [] }, past) {
    return Object.freeze({
      key: this.key(offset),
      id,
      client,
      user,
      name,
      text,
      at,
      replyTo: this.key(replyTo) ?? undefined,
      mentions: Object.freeze(mentions),
      edited: edited !== undefined,
      deleted: deleted === true,
      reactions: new Map(reactions.map(({ emoji, users }) => [emoji, new Set(users)])),
      offset: past ? undefined : offset,
      past,
      gapAfter: false,
    });
  }
}

/**
 * @param {{ text: string }} message
 * @returns {(before: Said) => Partial<Said>}
 */
function edited({ text }) {
  return ({ deleted }) => (deleted ? {} : { text, edited: true });
}

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
