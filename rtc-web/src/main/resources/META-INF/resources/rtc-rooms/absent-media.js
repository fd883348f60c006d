import { Publishers } from './publishers.js';

/** What the server says only about media, besides who publishes. */
const ABOUT_MEDIA = new Set([
  'connect',
  'disconnect',
  'offer',
  'answer',
  'candidate',
  'restart',
  'paused',
  'speakers',
  'ice-servers',
  'channel-peers',
  'channel-opened',
  'channel-closed',
  'channel-messages',
]);

/** In place of the media in a client that has none. */
export class AbsentMedia {
  #room;
  #publishers;

  /** @param {import('./wire.js').MediaRoom} room */
  constructor(room) {
    this.#room = room;
    this.#publishers = new Publishers(room.shown);
  }

  get publishers() {
    return this.#publishers.all;
  }

  get recording() {
    return this.#publishers.recording;
  }

  /** @returns {Promise<void>} */
  async publish() {
    throw none();
  }

  async unpublish() {}

  /** @returns {never} */
  channel() {
    throw none();
  }

  /**
   * @param {import('./rtc-rooms.js').Message} message
   * @returns {import('./wire.js').RoomEvent[] | null}
   */
  hear(message) {
    if (message.type === 'streams' && message.keep) {
      this.#room.ask('keep', { publishing: false, connections: [] }).catch(() => {}); // it asks again
    }
    return ABOUT_MEDIA.has(message.type) ? [] : this.#publishers.hear(message);
  }

  rename() {
    return this.#publishers.rename();
  }

  forget() {
    this.#publishers.forget();
  }
}

function none() {
  return new TypeError('This client has no media');
}
