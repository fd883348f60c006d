import { RefusalError } from './errors.js';

/**
 * @typedef {object} Pending
 * @property {(reply: import('./rtc-rooms.js').Reply) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** The commands that wait for their answer: the server answers each command that carries a `ref`. */
export class Commands {
  #send;
  /** @type {Map<string, Pending>} */
  #pending = new Map();
  #count = 0;

  /** @param {(message: object) => void} send throws if it cannot */
  constructor(send) {
    this.#send = send;
  }

  /**
   * @param {string} type
   * @param {object} [fields]
   * @returns {Promise<import('./rtc-rooms.js').Reply>}
   */
  ask(type, fields) {
    return new Promise((resolve, reject) => {
      const ref = String(++this.#count);
      this.#send({ ...fields, type, ref });
      this.#pending.set(ref, { resolve, reject });
    });
  }

  /**
   * @param {import('./rtc-rooms.js').Message} message a reply or a refusal
   * @returns {boolean} whether a command waited for it
   */
  answer(message) {
    const { type, ref } = message;
    const pending = this.#pending.get(/** @type {string} */ (ref));
    if (pending === undefined) {
      return false;
    }
    this.#pending.delete(/** @type {string} */ (ref));
    if (type === 'reply') {
      const { recorded, data = {} } = /** @type {import('./wire.js').ReplyMessage} */ (message);
      pending.resolve(recorded === undefined ? { data } : { data, recorded });
    } else {
      pending.reject(new RefusalError(/** @type {any} */ (message)));
    }
    return true;
  }

  /** @param {Error} error rejects all commands that wait */
  drop(error) {
    this.#pending.forEach(({ reject }) => reject(error));
    this.#pending.clear();
  }
}
