import { Backoff } from './backoff.js';
import { restarts, retryAfter } from './close-code.js';

/** By how much at most a client comes back later than it was told to, in milliseconds; and by a tenth of that time. */
const JITTER = 500;

/** The pauses before attempts to connect: as long as the server has told, or else as long as the backoff says. */
export class Pauses {
  /** When the next attempt begins, in milliseconds since 1970, while the server is restarted; null otherwise. */
  /** @type {number | null} */
  restarting = null;
  #backoff;
  /** Until when the server wants the client to stay away; by performance.now(). */
  #away = 0;

  /** @param {import('./rtc-rooms.js').BackoffBounds} [bounds] */
  constructor(bounds) {
    this.#backoff = new Backoff(bounds);
  }

  /**
   * @param {number} code why the last connection or attempt ended
   * @param {string} reason
   * @returns {number} milliseconds
   */
  next(code, reason) {
    const told = retryAfter(reason);
    const pause = told === null ? this.#backoff.next() : told + Math.floor(Math.random() * (JITTER + told / 10));
    this.#away = told === null ? 0 : performance.now() + told;
    if (restarts(code) || this.restarting !== null) {
      this.restarting = Date.now() + pause;
    }
    return pause;
  }

  /** Whether an attempt may begin before its time, because something has changed. */
  mayEndEarly() {
    return performance.now() >= this.#away;
  }

  /** The next pauses are short again. */
  reset() {
    this.#backoff.reset();
  }

  /** There is a connection, or no further attempt. */
  end() {
    this.restarting = null;
    this.#away = 0;
  }
}
