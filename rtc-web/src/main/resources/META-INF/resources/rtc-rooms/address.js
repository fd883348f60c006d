import { NO_SUCH_ROOM } from './codes.js';
import { ClosedError } from './errors.js';

/**
 * The WebSocket address of a room: fixed, or given by a function that is called before each attempt to connect.
 *
 * @param {import('./rtc-rooms.js').Address} source
 * @returns {() => Promise<URL>} rejected with a ClosedError if the function returns none, or with the function's own
 *     error
 * @throws {TypeError} if the fixed address is none
 */
export function addresses(source) {
  if (typeof source === 'function') {
    return async () => {
      const address = await source();
      try {
        return resolve(address);
      } catch (error) {
        throw new ClosedError(NO_SUCH_ROOM, /** @type {Error} */ (error).message);
      }
    };
  }
  const address = resolve(source);
  return async () => address;
}

/**
 * @param {unknown} address absolute, or relative to the page or worker
 * @returns {URL}
 * @throws {TypeError}
 */
function resolve(address) {
  if (!(address instanceof URL) && (typeof address !== 'string' || address.trim() === '')) {
    throw new TypeError(`Not an address: expected a URL or a non-empty string, got ${typeof address}`);
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
