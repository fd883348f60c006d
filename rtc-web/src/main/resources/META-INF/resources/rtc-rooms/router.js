/**
 * What the router hands messages to.
 *
 * @typedef {object} Receivers
 * @property {import('./room-state.js').RoomState} room
 * @property {import('./moderation-state.js').ModerationState} moderation
 * @property {import('./chat-state.js').ChatState} chat
 * @property {import('./commands.js').Commands} commands
 * @property {() => import('./peers.js').Peers} peers
 * @property {import('./speakers.js').Speakers} speakers
 * @property {import('./publication.js').Publication} publication
 * @property {() => import('./kept-media.js').KeptMedia} keptMedia
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
      case 'paused':
      case 'channel-peers':
      case 'channel-opened':
      case 'channel-closed':
      case 'channel-messages':
        return this.#to.peers().hear(/** @type {import('./wire.js').PeerMessage} */ (message));
      case 'ice-servers':
        return this.#to.peers().serve(/** @type {import('./wire.js').ServersMessage} */ (message).iceServers);
      case 'expiring':
        return this.#to.onExpiring(/** @type {import('./wire.js').ExpiringMessage} */ (message).expires);
      default:
        return this.#tell(message);
    }
  }

  /** @param {Message} message */
  #answered(message) {
    if (!this.#to.commands.answer(message) && message.type === 'refusal') {
      this.#to.onRefusal(/** @type {import('./wire.js').RefusalMessage} */ (message));
    }
  }

  /** @param {Message} message */
  #tell(message) {
    const { room, chat, moderation, speakers, publication, emit } = this.#to;
    if (message.type === 'streams') {
      const state = /** @type {import('./wire.js').ServersMessage} */ (message);
      const { iceServers, iceTransportPolicy, keep = false, relaysChannels = false } = state;
      this.#to.peers().serve(iceServers, iceTransportPolicy ?? null);
      this.#to.peers().relayChannels(relaysChannels);
      if (keep) {
        this.#to.keptMedia().tell();
      }
    }
    const news = chat.hear(message) ?? moderation.hear(message) ?? speakers.hear(message) ?? room.hear(message);
    if (message.type === 'grants') {
      news.push(...moderation.granted(room.grants));
    }
    for (const [name, detail] of news) {
      emit(name, /** @type {any} */ (detail)); // TypeScript loses which detail belongs to which name
      if (name === 'publishers') {
        this.#to.peers().refresh();
      }
    }
    if (message.type === 'unpublished' && message.client === room.self?.client) {
      publication.ended();
    }
  }
}
