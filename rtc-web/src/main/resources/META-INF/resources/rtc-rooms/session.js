/**
 * @param {number} length in characters
 * @returns {string} 5 random bits in each character
 */
export function randomKey(length) {
  const random = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(random, (byte) => (byte % 32).toString(32)).join('');
}

/**
 * The secret by which the server recognizes this tab. It survives a reload in the tab's sessionStorage, but is removed
 * from there while it is in use: a browser copies the sessionStorage of a tab that is duplicated, and two tabs with the
 * same key would replace each other in the room.
 */
export class Session {
  #name = '';
  #key = randomKey(32);
  #taken = false;

  /**
   * @param {URL} address what the key is for; without its query, which may hold a token that changes
   * @returns {string} the same key for each call
   */
  take({ origin, pathname }) {
    if (!this.#taken) {
      this.#taken = true;
      this.#name ||= `rtc-rooms:${origin}${pathname}`;
      this.#key = stored((storage) => storage.getItem(this.#name)) ?? this.#key;
      stored((storage) => storage.removeItem(this.#name));
      globalThis.addEventListener?.('pagehide', this.keep);
    }
    return this.#key;
  }

  /** Puts the key back, for the next client in this tab. */
  keep = () => {
    if (this.#taken) {
      this.#taken = false;
      globalThis.removeEventListener?.('pagehide', this.keep);
      stored((storage) => storage.setItem(this.#name, this.#key));
    }
  };
}

/** @param {string} key the host's own */
export function ownSession(key) {
  if (!/^[\w-]{16,64}$/.test(key)) {
    throw new TypeError('Not a session key: expected 16 to 64 base64url characters');
  }
  return { take: () => key, keep: () => {} };
}

/**
 * @template T
 * @param {(storage: Storage) => T} use
 * @returns {T | undefined} undefined where nothing can be stored: in a worker, or if the browser forbids it
 */
function stored(use) {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
