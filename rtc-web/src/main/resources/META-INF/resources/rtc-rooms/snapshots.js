import { guarded } from './guarded.js';

/** Hands out a client's state as immutable objects, a new one for each change. */
export class Snapshots {
  #read;
  /** @type {import('./rtc-rooms.js').RoomSnapshot | null} */
  #last = null;
  /** The snapshot that the listeners were notified of. */
  #notified = this.#last;
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** @param {() => import('./rtc-rooms.js').RoomSnapshot} read each value is replaced, not modified, when it changes */
  constructor(read) {
    this.#read = read;
  }

  /** @returns {import('./rtc-rooms.js').RoomSnapshot} the same object as before if nothing has changed */
  get() {
    const next = this.#read();
    if (this.#last === null || differ(this.#last, next)) {
      this.#last = Object.freeze(next);
    }
    return this.#last;
  }

  /**
   * @param {() => void} listener called after each change
   * @returns {() => void} ends the subscription
   */
  subscribe(listener) {
    if (this.#listeners.size === 0) {
      this.#notified = this.get();
    }
    const own = () => listener(); // a listener may be subscribed twice
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Notifies the listeners if something has changed since they were last notified. */
  notify() {
    if (this.#listeners.size === 0) {
      return;
    }
    const now = this.get();
    if (now !== this.#notified) {
      this.#notified = now;
      [...this.#listeners].forEach(guarded);
    }
  }
}

/**
 * @template {object} T
 * @param {T} one
 * @param {T} other
 */
function differ(one, other) {
  return /** @type {(keyof T)[]} */ (Object.keys(other)).some((key) => !Object.is(one[key], other[key]));
}
