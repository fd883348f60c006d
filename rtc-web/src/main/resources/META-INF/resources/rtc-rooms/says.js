import { CommandQueue } from './command-queue.js';
import { DisconnectedError } from './errors.js';
import { COMMAND } from './pace.js';
import { randomKey } from './session.js';

/** How many messages go at once after an outage: fewer than any reasonable limit of a server. */
const BURST = 32;

/**
 * @typedef {object} Say
 * @property {string} text
 * @property {(reply: import('./rtc-rooms.js').SayReply) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * The chat messages of this client that have no reply yet. Each new connection sends them again, in order and under the
 * same ids, by which the server recognizes those that it has taken already.
 */
export class Says {
  #isOpen;
  #queue;
  /** @type {Map<string, Say>} by id */
  #unanswered = new Map();

  /**
   * @param {import('./commands.js').Commands['ask']} ask
   * @param {import('./pace.js').Pace} pace
   * @param {() => boolean} isOpen whether there is a connection
   */
  constructor(ask, pace, isOpen) {
    this.#queue = new CommandQueue(ask, { burst: BURST, pace: (task) => pace.run(task, COMMAND) });
    this.#isOpen = isOpen;
  }

  /**
   * @param {string} text
   * @returns {Promise<import('./rtc-rooms.js').SayReply>}
   */
  say(text) {
    return new Promise((resolve, reject) => {
      const id = randomKey(12);
      this.#unanswered.set(id, { text, resolve, reject });
      if (this.#isOpen()) {
        this.#send(id);
      }
    });
  }

  /** Sends what has no reply yet on a new connection. */
  resend() {
    for (const id of this.#unanswered.keys()) {
      this.#send(id);
    }
  }

  /** @param {DisconnectedError} error the connection is lost: what has no reply yet waits for the next one */
  pause(error) {
    this.#queue.drop(error);
  }

  /** @param {Error} error rejects what has no reply yet: there will be no other connection */
  drop(error) {
    for (const { reject } of this.#unanswered.values()) {
      reject(error);
    }
    this.#unanswered.clear();
    this.#queue.drop(error);
  }

  /** @param {string} id */
  async #send(id) {
    const say = this.#unanswered.get(id);
    if (say === undefined) {
      return;
    }
    try {
      const { recorded } = await this.#queue.ask('say', { id, text: say.text });
      say.resolve(recorded === undefined ? { id } : { id, recorded });
    } catch (error) {
      if (error instanceof DisconnectedError) {
        return; // the next connection sends it again
      }
      say.reject(error);
    }
    this.#unanswered.delete(id);
  }
}
