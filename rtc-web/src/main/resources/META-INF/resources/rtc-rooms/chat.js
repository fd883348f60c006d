import { ChatState } from './chat-state.js';
import { RefusalError } from './errors.js';
import { randomKey } from './session.js';

/**
 * What this client does in the chat.
 *
 * @typedef {import('./rtc-rooms.js').Said} Said
 */
export class Chat {
  state = new ChatState();
  #says;

  /** @param {import('./says.js').Says} says */
  constructor(says) {
    this.#says = says;
  }

  /**
   * @param {string} text
   * @param {import('./rtc-rooms.js').SayOptions} options
   * @returns {Promise<import('./rtc-rooms.js').SayReply>}
   */
  async say(text, { replyTo, mentions }) {
    const id = randomKey(12);
    const answered = replyTo === undefined ? null : replyTo.key;
    const { recorded } = await this.#says.deliver('say', () => ({ id, text, replyTo: this.state.number(answered), mentions }));
    return recorded === undefined ? { id } : { id, recorded };
  }

  /**
   * @param {Said} message
   * @param {string} text
   */
  async edit(message, text) {
    await this.#change('edit', message, { text });
  }

  /** @param {Said} message */
  async remove(message) {
    await this.#change('delete', message, {});
  }

  /**
   * @param {Said} message
   * @param {string} emoji
   * @param {boolean} on
   */
  async react(message, emoji, on) {
    await this.#change('react', message, { emoji, on });
  }

  /**
   * @param {string} type
   * @param {Said} message
   * @param {object} fields
   */
  #change(type, { key }, fields) {
    return this.#says.deliver(type, () => ({ message: this.#number(key), ...fields }));
  }

  /** @param {string | null} key */
  #number(key) {
    const number = this.state.number(key);
    if (number === undefined) {
      throw new RefusalError({ code: 'no-such-message', text: 'The server does not have this message any more', field: 'message' });
    }
    return number;
  }
}
