/** Those of `close-code.js` that the client itself uses. */
export const LEFT = 1000;
export const LOST = 1006;
export const TOO_SLOW = 4000;
export const NO_HEARTBEAT = 4001;
export const SHUTTING_DOWN = 4002;
export const NOT_ALLOWED = 4504;
export const UNAUTHENTICATED = 4505;
export const NO_SUCH_ROOM = 4506;

/**
 * Whether a client that is closed with this code should reconnect and resume: the server's CloseReason.shouldReconnect().
 *
 * @param {number} code
 */
export function reconnects(code) {
  const ownRetry = code >= 4000 && code < 4500;
  return ownRetry || code === 1001 || code === 1006 || (code >= 1011 && code <= 1013);
}

/**
 * Whether a server that closes with this code is about to be restarted, or another one takes its place.
 *
 * @param {number} code
 */
export function restarts(code) {
  return code === SHUTTING_DOWN || code === 1012;
}

/**
 * How long the server wants the client to stay away.
 *
 * @param {string} reason the text of a close frame
 * @returns {number | null} milliseconds; null if it says nothing about that
 */
export function retryAfter(reason) {
  const found = /come back in (\d{1,9}) ms/.exec(reason);
  return found === null ? null : Number(found[1]);
}
