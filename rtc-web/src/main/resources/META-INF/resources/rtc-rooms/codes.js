/** Those of `close-code.js` that the client itself uses. */
export const LEFT = 1000;
export const LOST = 1006;
export const TOO_SLOW = 4000;
export const NO_HEARTBEAT = 4001;
export const SHUTTING_DOWN = 4002;
export const NOT_ALLOWED = 4504;
export const UNAUTHENTICATED = 4505;
export const NO_SUCH_ROOM = 4506;

/** A server that says so comes back, or another one does. */
const RESTARTING = [SHUTTING_DOWN, 1012];

const RECONNECT = [1001, 1006, 1011, 1012, 1013];

/**
 * Whether a client that is closed with this code should reconnect and resume: the server's CloseReason.shouldReconnect().
 *
 * @param {number} code
 */
export function reconnects(code) {
  return RECONNECT.includes(code) || (code >= 4000 && code < 4500);
}

/**
 * Whether a server that closes with this code is about to be restarted.
 *
 * @param {number} code
 */
export function restarts(code) {
  return RESTARTING.includes(code);
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
