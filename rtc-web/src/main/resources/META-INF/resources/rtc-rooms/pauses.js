import { Backoff } from './backoff.js';
import { LOST, NO_HEARTBEAT, restarts, retryAfter } from './codes.js';

/** By how much at most a client comes back later than it was told to, in milliseconds; and by a tenth of that time. */
const JITTER = 500;

/**
 * The server has said nothing.
 *
 * @type {Set<number>}
 */
const SILENT = new Set([LOST, NO_HEARTBEAT]);

/** The part of the time for which the server expects the client back that a pause within it takes at most. */
const HURRY = 1 / 10;

/**
 * The pauses before attempts to connect: as long as the server has told, or else as long as the backoff says. They stay
 * short while the server expects the client back, unless the server is there and refuses it.
 */
export class Pauses {
  /** When the next attempt begins, in milliseconds since 1970, while the server is restarted; null otherwise. */
  /** @type {number | null} */
  restarting = null;
  #backoff;
  /** Until when the server wants the client to stay away; by performance.now(). */
  #away = 0;
  /** How long the server expects the client back after a loss, in milliseconds. */
  #grace = 0;
  /** Until when it does; by performance.now(). */
  #expected = 0;

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
    const most = SILENT.has(code) && this.expected ? this.#grace * HURRY : undefined;
    const pause = told === null ? this.#backoff.next(most) : told + Math.floor(Math.random() * (JITTER + told / 10));
    this.#away = told === null ? 0 : performance.now() + told;
    if (restarts(code) || this.restarting !== null) {
      this.restarting = Date.now() + pause;
    }
    return pause;
  }

  /** Whether the server still expects the client back. */
  get expected() {
    return performance.now() < this.#expected;
  }

  /**
   * There is a connection.
   *
   * @param {number} [grace] how long the server expects the client back when it is lost, in milliseconds
   */
  greeted(grace = 0) {
    this.#grace = grace;
    this.end();
  }

  /** The connection is lost. */
  lost() {
    this.#expected = performance.now() + this.#grace;
  }

  /** Whether an attempt may begin before its time, because something has changed. */
  mayEndEarly() {
    return performance.now() >= this.#away;
  }

  /** The next pauses are short again. */
  reset() {
    this.#backoff.reset();
  }

  /** There is no further attempt. */
  end() {
    this.restarting = null;
    this.#away = 0;
    this.#expected = 0;
  }
}
