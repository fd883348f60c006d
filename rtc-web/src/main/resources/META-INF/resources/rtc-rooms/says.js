import { DisconnectedError } from './errors.js';
import { randomKey } from './session.js';

/**
 * @typedef {object} Say
 * @property {string} text
 * @property {(reply: import('./rtc-rooms.js').SayReply) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * What the host wants said. It is sent again on each new connection until it is answered, always with the same id, by
 * which the server knows what it has said already.
 */
export class Says {
  #ask;
  /** @type {Map<string, Say>} by id */
  #unanswered = new Map();

  /** @param {import('./commands.js').Commands['ask']} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /**
   * @param {string} text
   * @returns {Promise<import('./rtc-rooms.js').SayReply>}
   */
  say(text) {
    return new Promise((resolve, reject) => {
      const id = randomKey(12);
      this.#unanswered.set(id, { text, resolve, reject });
      this.#send(id);
    });
  }

  /** There is a new connection. */
  resend() {
    for (const id of this.#unanswered.keys()) {
      this.#send(id);
    }
  }

  /** @param {Error} error what all are told whose message is not answered */
  drop(error) {
    for (const { reject } of this.#unanswered.values()) {
      reject(error);
    }
    this.#unanswered.clear();
  }

  /** @param {string} id */
  async #send(id) {
    const say = this.#unanswered.get(id);
    if (say === undefined) {
      return;
    }
    try {
      const { recorded } = await this.#ask('say', { id, text: say.text });
      say.resolve({ id, recorded });
    } catch (error) {
      if (error instanceof DisconnectedError) {
        return; // the next connection sends it again
      }
      say.reject(error);
    }
    this.#unanswered.delete(id);
  }
}
