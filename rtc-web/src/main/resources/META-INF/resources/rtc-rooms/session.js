/**
 * @param {number} bytes how much randomness
 * @returns {string} in the base64url alphabet
 */
export function randomKey(bytes) {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * The secret by which the server knows this tab again. It outlives a reload in the tab's sessionStorage, but is taken
 * out of there while it is in use: a browser copies the sessionStorage of a tab that is duplicated, and two tabs with
 * one key would throw each other out of the room.
 */
export class Session {
  #name;
  #key = randomKey(24);
  #taken = false;
  #keep = () => this.keep();

  /** @param {string} address what the key is for */
  constructor(address) {
    this.#name = `rtc-rooms:${address}`;
  }

  /** @returns {string} the key, the same each time */
  take() {
    if (!this.#taken) {
      this.#taken = true;
      this.#key = stored((storage) => storage.getItem(this.#name)) ?? this.#key;
      stored((storage) => storage.removeItem(this.#name));
      addEventListener('pagehide', this.#keep);
    }
    return this.#key;
  }

  /** Puts the key back, for whoever comes after in this tab. */
  keep() {
    if (this.#taken) {
      this.#taken = false;
      removeEventListener('pagehide', this.#keep);
      stored((storage) => storage.setItem(this.#name, this.#key));
    }
  }
}

/** @param {string} key the host's own */
export function ownSession(key) {
  if (!/^[\w-]{16,64}$/.test(key)) {
    throw new TypeError('A session key has 16 to 64 characters of the base64url alphabet');
  }
  return { take: () => key, keep: () => {} };
}

/**
 * @template T
 * @param {(storage: Storage) => T} use
 * @returns {T | undefined} undefined where the browser lets this page store nothing
 */
function stored(use) {
  try {
    return use(sessionStorage);
  } catch {
    return undefined;
  }
}
