/**
 * What the router hands messages to.
 *
 * @typedef {object} Receivers
 * @property {import('./room-state.js').RoomState} room
 * @property {import('./moderation-state.js').ModerationState} moderation
 * @property {import('./chat-state.js').ChatState} chat
 * @property {import('./commands.js').Commands} commands
 * @property {() => import('./wire.js').MediaPart} media
 * @property {import('./wire.js').Emit} emit
 * @property {(refusal: import('./wire.js').RefusalMessage) => void} onRefusal no command waits for it
 * @property {(expires: number) => void} onExpiring the grants of this client end soon
 *
 * @typedef {import('./rtc-rooms.js').Message} Message
 */

/** Hands the server's messages to the parts of the client that they are for. */
export class Router {
  #to;

  /** @param {Receivers} receivers */
  constructor(receivers) {
    this.#to = receivers;
  }

  /** @param {Message} message */
  hear(message) {
    if (!this.#to.room.isNew(message)) {
      return;
    }
    const { type } = message;
    if (type === 'reply' || type === 'refusal') {
      if (!this.#to.commands.answer(message) && type === 'refusal') {
        this.#to.onRefusal(/** @type {import('./wire.js').RefusalMessage} */ (message));
      }
    } else if (type === 'expiring') {
      this.#to.onExpiring(/** @type {import('./wire.js').ExpiringMessage} */ (message).expires);
    } else {
      this.#tell(message);
    }
  }

  /** @param {Message} message */
  #tell(message) {
    const { room, chat, moderation, emit } = this.#to;
    const media = this.#to.media();
    const news = media.hear?.(message) ?? chat.hear(message) ?? moderation.hear(message) ?? room.hear(message);
    if (message.type === 'grants') {
      news.push(...moderation.granted(room.grants));
    }
    if (news[0]?.[0] === 'members') {
      news.push(...(media.rename?.() ?? []));
    }
    for (const [name, detail] of news) {
      emit(name, /** @type {any} */ (detail)); // TypeScript loses which detail belongs to which name
      if (name === 'publishers') {
        media.refresh?.();
      }
    }
    if (message.type === 'unpublished' && message.client === room.self?.client) {
      media.unpublished?.();
    }
  }
}
