import { byUser } from './people.js';

/**
 * What the server has said about the moderation of the room. Each value is replaced, never modified, when it changes.
 *
 * @typedef {import('./rtc-rooms.js').Moderation} Moderation
 * @typedef {import('./wire.js').RoomEvent} RoomEvent
 */
export class ModerationState {
  /** @type {Moderation} */
  value = Object.freeze({
    entry: 'open',
    capacity: null,
    hands: new Map(),
    permits: new Map(),
    waiting: new Map(),
    bans: new Map(),
  });

  /**
   * @param {any} message
   * @returns {RoomEvent[] | null} what has changed; null if the message is about something else
   */
  hear(message) {
    switch (message.type) {
      case 'moderation':
        return this.#becomes({
          entry: message.entry,
          capacity: message.capacity,
          hands: byUser(message.hands, hand),
          permits: byUser(message.permits, permits),
          waiting: new Map(), // the message for moderators follows, if this client is one
          bans: new Map(),
        });
      case 'moderator':
        return this.#becomes({ waiting: byUser(message.waiting, waiter), bans: byUser(message.bans, ban) });
      case 'entry-changed':
        return this.#becomes({ entry: message.entry, capacity: message.capacity });
      case 'hand-changed':
        return this.#changes('hands', hand(message), message.raised);
      case 'permit-changed':
        return this.#changes('permits', permits(message), message.given.length + message.taken.length > 0);
      case 'waiting-changed':
        return this.#changes('waiting', waiter(message), message.waiting);
      case 'ban-changed':
        return this.#changes('bans', ban(message), message.banned);
      case 'mute-requested':
        return [['mute-requested', muteRequest(message)]];
      default:
        return null;
    }
  }

  /**
   * What only moderators know is dropped with the grant.
   *
   * @param {ReadonlySet<string>} grants
   * @returns {RoomEvent[]}
   */
  granted(grants) {
    const knows = this.value.waiting.size + this.value.bans.size > 0;
    return knows && !grants.has('moderate') ? this.#becomes({ waiting: new Map(), bans: new Map() }) : [];
  }

  /**
   * @param {'hands' | 'permits' | 'waiting' | 'bans'} part
   * @param {{ user: string }} value
   * @param {boolean} isIn
   */
  #changes(part, value, isIn) {
    const next = new Map(/** @type {ReadonlyMap<string, object>} */ (this.value[part]));
    next.delete(value.user); // so that it comes last
    if (isIn) {
      next.set(value.user, value);
    }
    return this.#becomes({ [part]: next });
  }

  /**
   * @param {Partial<Moderation>} change
   * @returns {RoomEvent[]}
   */
  #becomes(change) {
    this.value = Object.freeze({ ...this.value, ...change });
    return [['moderation', { moderation: this.value }]];
  }
}

/** @param {any} message */
function hand({ user, name, at }) {
  return Object.freeze({ user, name, at });
}

/** @param {any} message */
function permits({ user, given, taken }) {
  return Object.freeze({ user, given: new Set(given), taken: new Set(taken) });
}

/** @param {any} message */
function waiter({ user, name, role, at }) {
  return Object.freeze({ user, name, role, at });
}

/** @param {any} message */
function ban({ user, name, until, reason }) {
  return Object.freeze({ user, name, until, reason });
}

/** @param {any} message */
function muteRequest({ media, user, name }) {
  return { media, by: user === undefined ? null : { user, name } };
}
