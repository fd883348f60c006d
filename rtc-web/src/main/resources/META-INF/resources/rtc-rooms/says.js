import { CommandQueue } from './command-queue.js';
import { DisconnectedError } from './errors.js';

/** How many messages go at once after an outage: fewer than any reasonable limit of a server. */
const BURST = 32;

/**
 * @typedef {object} Order
 * @property {string} type
 * @property {() => object} fields
 * @property {(reply: import('./rtc-rooms.js').Reply) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * The chat commands of this client that have no reply yet. Each new connection sends them again, in order. Messages
 * carry ids by which the server recognizes those that it has taken already; the other commands may be repeated.
 */
export class Says {
  #isOpen;
  #queue;
  /** @type {Set<Order>} */
  #unanswered = new Set();

  /**
   * @param {import('./commands.js').Commands['ask']} ask
   * @param {import('./pace.js').Pace} pace
   * @param {() => boolean} isOpen whether there is a connection
   */
  constructor(ask, pace, isOpen) {
    this.#queue = new CommandQueue(ask, { burst: BURST, pace });
    this.#isOpen = isOpen;
  }

  /**
   * @param {string} type
   * @param {() => object} fields called each time that the command is sent; may throw, which rejects the promise
   * @returns {Promise<import('./rtc-rooms.js').Reply>}
   */
  deliver(type, fields) {
    return new Promise((resolve, reject) => {
      const order = { type, fields, resolve, reject };
      this.#unanswered.add(order);
      if (this.#isOpen()) {
        this.#send(order);
      }
    });
  }

  /** Sends what has no reply yet on a new connection. */
  resend() {
    this.#unanswered.forEach((order) => this.#send(order));
  }

  /** @param {DisconnectedError} error the connection is lost: what has no reply yet waits for the next one */
  pause(error) {
    this.#queue.drop(error);
  }

  /** @param {Error} error rejects what has no reply yet: there will be no other connection */
  drop(error) {
    this.#unanswered.forEach(({ reject }) => reject(error));
    this.#unanswered.clear();
    this.#queue.drop(error);
  }

  /** @param {Order} order */
  async #send(order) {
    try {
      order.resolve(await this.#queue.ask(order.type, order.fields()));
    } catch (error) {
      if (error instanceof DisconnectedError) {
        return; // the next connection sends it again
      }
      order.reject(error);
    }
    this.#unanswered.delete(order);
  }
}
