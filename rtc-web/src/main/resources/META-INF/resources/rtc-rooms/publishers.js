/**
 * What the server has said about those who publish. Each value is replaced, never modified, when it changes.
 *
 * @typedef {import('./rtc-rooms.js').Member} Member
 * @typedef {import('./wire.js').RoomEvent} RoomEvent
 */
export class Publishers {
  /** @type {ReadonlyMap<string, Member>} by client */
  all = new Map();
  /** Whether the host records the room. */
  recording = false;
  #shown;

  /** @param {import('./wire.js').MediaRoom['shown']} shown */
  constructor(shown) {
    this.#shown = shown;
  }

  /**
   * @param {any} message
   * @returns {RoomEvent[] | null} what has changed; null if the message is about something else
   */
  hear(message) {
    switch (message.type) {
      case 'streams':
        this.all = new Map(message.publishers.map((/** @type {Member} */ each) => [each.client, this.#publisher(each)]));
        return [['publishers', { publishers: this.all }], ...this.#recorded(message.recording ?? false)];
      case 'recording':
        return this.#recorded(message.active);
      case 'published':
      case 'unpublished':
        return this.#published(message);
      default:
        return null;
    }
  }

  /**
   * The members have changed.
   *
   * @returns {RoomEvent[]} what has changed of the publishers
   */
  rename() {
    /** @type {RoomEvent[]} */
    const events = [];
    for (const [client, publisher] of this.all) {
      const now = this.#shown(publisher);
      if (now !== publisher) {
        this.all = new Map(this.all).set(client, now);
        events.push(['publishers', { publishers: this.all, changed: now }]);
      }
    }
    return events;
  }

  /** Drops everything: the server could not tell what was missed. */
  forget() {
    this.all = new Map();
  }

  /**
   * @param {boolean} active
   * @returns {RoomEvent[]}
   */
  #recorded(active) {
    const changed = active !== this.recording;
    this.recording = active;
    return changed ? [['recording', { recording: active }]] : [];
  }

  /**
   * The publisher as the list of members has it: a message about media does not carry the host's information.
   *
   * @param {Member} message
   */
  #publisher({ client, user, name }) {
    return this.#shown(Object.freeze({ client, user, name }));
  }

  /**
   * @param {any} message
   * @returns {RoomEvent[]}
   */
  #published(message) {
    const about = this.#publisher(message);
    const publishers = new Map(this.all);
    publishers.delete(about.client);
    if (message.type === 'published') {
      publishers.set(about.client, about);
    }
    this.all = publishers;
    return [['publishers', { publishers, [message.type]: about }]];
  }
}
