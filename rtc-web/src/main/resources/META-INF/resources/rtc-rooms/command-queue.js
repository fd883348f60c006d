import { RefusalError } from './errors.js';
import { COMMAND } from './pace.js';

/** How long to wait, in milliseconds, after a first and after repeated refusals because of the rate. */
const PAUSE = 500;
const LONGEST_PAUSE = 8_000;

const AT_ONCE = { run: (/** @type {() => void} */ task) => task() };

/**
 * A command and the promise for its reply.
 *
 * @typedef {object} Order
 * @property {number} number
 * @property {() => Promise<any>} ask
 * @property {(reply: any) => void} resolve
 * @property {(error: unknown) => void} reject
 */

/**
 * Sends commands in order, and again if they are refused because of their rate. Commands go together at first; once the
 * burst is used up or one was refused, each waits for the reply to the one before, so that none overtakes another.
 */
export class CommandQueue {
  #ask;
  #burst;
  #pace;
  /** @type {Order[]} not sent yet, or refused and to be sent again */
  #waiting = [];
  /** @type {Set<Order>} */
  #sent = new Set();
  #number = 0;
  #credit;
  #refusals = 0;
  #pause = 0;

  /**
   * @param {import('./commands.js').Commands['ask']} ask
   * @param {{ burst?: number, pace?: Pick<import('./pace.js').Pace, 'run'> }} [bounds] how many go without waiting for replies, all
   *     by default; and what delays each of them
   */
  constructor(ask, { burst = Infinity, pace = AT_ONCE } = {}) {
    this.#ask = ask;
    this.#burst = burst;
    this.#credit = burst;
    this.#pace = pace;
  }

  /**
   * @param {string} type
   * @param {object} [fields]
   * @returns {Promise<import('./rtc-rooms.js').Reply>} rejected if the connection is lost
   */
  ask(type, fields) {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ number: ++this.#number, ask: () => this.#ask(type, fields), resolve, reject });
      this.#send();
    });
  }

  /** @param {Error} error rejects all commands that have no reply yet */
  drop(error) {
    clearTimeout(this.#pause);
    this.#pause = 0;
    this.#refusals = 0;
    this.#credit = this.#burst;
    [...this.#sent, ...this.#waiting.splice(0)].forEach(({ reject }) => reject(error));
    this.#sent.clear();
  }

  #send() {
    while (this.#waiting.length > 0 && this.#pause === 0 && (this.#sent.size === 0 || this.#credit > 0)) {
      const order = /** @type {Order} */ (this.#waiting.shift());
      this.#credit--;
      this.#sent.add(order);
      this.#pace.run(() => this.#sent.has(order) && this.#deliver(order), COMMAND);
    }
  }

  /** @param {Order} order */
  async #deliver(order) {
    try {
      order.resolve(await order.ask());
      this.#refusals = 0;
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'rate-limited' && this.#sent.has(order)) {
        this.#postpone(order);
      } else {
        order.reject(error);
      }
    }
    this.#sent.delete(order);
    if (this.#sent.size === 0 && this.#waiting.length === 0) {
      this.#credit = this.#burst;
    }
    this.#send();
  }

  /** @param {Order} order */
  #postpone(order) {
    this.#waiting.push(order);
    this.#waiting.sort((one, other) => one.number - other.number);
    this.#credit = 0;
    if (this.#pause === 0) {
      const pause = Math.min(PAUSE * 2 ** this.#refusals++, LONGEST_PAUSE);
      this.#pause = setTimeout(() => {
        this.#pause = 0;
        this.#send();
      }, pause * (1 + Math.random()));
    }
  }
}
