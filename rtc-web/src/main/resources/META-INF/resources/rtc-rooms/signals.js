import { RefusalError, TooLargeError } from './errors.js';

/** Refusals because of a race that other messages settle. */
const SETTLED_OTHERWISE = new Set(['glare', 'stale', 'no-such-peer']);

/** How long to wait, in milliseconds, before a signal is sent again that was refused because of its rate. */
const RATE_PAUSE = 500;

/** The signals to one peer, relayed by the server. */
export class Signals {
  #peer;
  #room;
  #onFailed;
  #ended = false;

  /**
   * @param {string} peer
   * @param {import('./peer.js').PeerRoom} room
   * @param {(what: string, error: unknown) => void} onFailed for failures that need no event
   */
  constructor(peer, room, onFailed) {
    this.#peer = peer;
    this.#room = room;
    this.#onFailed = onFailed;
  }

  /**
   * @param {string} type
   * @param {object} fields
   * @param {() => boolean} [current] whether it is still worth sending
   */
  async send(type, fields, current = () => true) {
    if (this.#ended) {
      return;
    }
    try {
      await this.#room.ask(type, { peer: this.#peer, ...fields });
    } catch (error) {
      if (error instanceof RefusalError && !this.#ended) {
        this.#refused(error, type, fields, current);
      } else if (error instanceof TooLargeError && !this.#ended) {
        this.#room.onRefusal(error);
      } else {
        this.#onFailed(type, error);
      }
    }
  }

  /** Sends nothing any more. */
  end() {
    this.#ended = true;
  }

  /**
   * @param {RefusalError} refusal
   * @param {string} type
   * @param {object} fields
   * @param {() => boolean} current
   */
  #refused(refusal, type, fields, current) {
    if (refusal.code === 'rate-limited') {
      const again = () => current() && this.send(type, fields, current);
      setTimeout(again, RATE_PAUSE * (1 + Math.random()));
      return;
    }
    if (SETTLED_OTHERWISE.has(refusal.code)) {
      this.#onFailed(type, refusal);
    } else {
      this.#room.onRefusal(refusal);
    }
  }
}
