/**
 * The WebSocket address of a room: fixed, or given by a function that is called before each attempt to connect.
 *
 * @typedef {import('./rtc-rooms.js').Address} Source
 */
export class Address {
  /** @type {URL | Extract<Source, Function>} */
  #source;

  /**
   * @param {Source} source
   * @throws {TypeError} if it is not an address
   */
  constructor(source) {
    this.#source = typeof source === 'function' ? source : resolve(source);
  }

  /**
   * @returns {Promise<URL>} rejected with a BadAddressError if the function returns none, or with the function's own
   *     error
   */
  async get() {
    if (typeof this.#source !== 'function') {
      return new URL(this.#source);
    }
    const address = await this.#source();
    try {
      return resolve(address);
    } catch (error) {
      throw new BadAddressError(/** @type {Error} */ (error).message);
    }
  }
}

/** The function for the address has returned something else. */
export class BadAddressError extends TypeError {}

/**
 * @param {unknown} address absolute, or relative to the page or worker
 * @returns {URL}
 * @throws {TypeError}
 */
function resolve(address) {
  if (!(address instanceof URL) && (typeof address !== 'string' || address.trim() === '')) {
    throw new TypeError(`Not an address: expected a URL or a string that is not empty, got ${describe(address)}`);
  }
  const url = new URL(address, base());
  url.hash = '';
  url.protocol = url.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(url.protocol)) {
    throw new TypeError(`Not a WebSocket address: its scheme is ${url.protocol}`);
  }
  return url;
}

/** @returns {string | undefined} what an address is relative to; undefined where there is neither page nor worker */
export function base() {
  return globalThis.document?.baseURI ?? globalThis.location?.href;
}

/** @param {unknown} value */
function describe(value) {
  return typeof value === 'string' ? 'an empty string' : value === null ? 'null' : typeof value;
}
