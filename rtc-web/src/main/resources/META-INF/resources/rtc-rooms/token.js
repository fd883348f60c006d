import { UNAUTHENTICATED } from './codes.js';
import { ClosedError } from './errors.js';

/**
 * The bearer token of a client: none, fixed, or given by a function that is called before each attempt to connect.
 *
 * @param {import('./rtc-rooms.js').RoomOptions['token']} source
 * @returns {() => Promise<string | undefined>} rejected with a ClosedError if the function returns null, and otherwise
 *     if it fails or returns no token
 * @throws {TypeError} if the fixed token is none
 */
export function tokens(source) {
  if (typeof source === 'function') {
    return async () => {
      const token = await source();
      if (token === null) {
        throw new ClosedError(UNAUTHENTICATED, 'there is no token');
      }
      return checked(token);
    };
  }
  const token = source === undefined ? undefined : checked(source);
  return async () => token;
}

/** @param {unknown} token */
function checked(token) {
  if (typeof token !== 'string' || !/^[!-~]{1,4096}$/.test(token)) {
    throw new TypeError('Not a token: expected 1 to 4096 visible ASCII characters'); // and which one, is secret
  }
  return token;
}
