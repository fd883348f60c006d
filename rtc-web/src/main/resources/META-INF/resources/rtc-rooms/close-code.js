/** Why a connection ended: the constants of the server's CloseReason, and RFC 6455 §7.4.1. */
export const CloseCode = Object.freeze({
  LEFT: 1000,
  NOT_TEXT: 1003,
  LOST: 1006,
  TOO_BIG: 1009,
  FAILED: 1011,
  TOO_SLOW: 4000,
  NO_HEARTBEAT: 4001,
  SHUTTING_DOWN: 4002,
  GRANTS_EXPIRED: 4003,
  TOO_MANY_ROOMS: 4004,
  BUSY: 4005,
  TOO_MANY_CONNECTIONS: 4006,
  TOO_MANY_JOINS: 4007,
  MOVED: 4008,
  ROOM_CLOSED: 4500,
  REMOVED: 4501,
  REPLACED: 4502,
  ROOM_FULL: 4503,
  NOT_ALLOWED: 4504,
  UNAUTHENTICATED: 4505,
  NO_SUCH_ROOM: 4506,
  FLOODING: 4507,
  WRONG_PROTOCOL: 4508,
  BANNED: 4509,
  ROOM_LOCKED: 4510,
  NOT_LET_IN: 4511,
  CONNECTED_ELSEWHERE: 4512,
  ALREADY_CONNECTED: 4513,
});

/** A server that says so comes back, or another one does. */
const RESTARTING = new Set([CloseCode.SHUTTING_DOWN, 1012]);

const RECONNECT = new Set([1001, 1006, 1011, 1012, 1013]);

/**
 * Whether a client that is closed with this code should reconnect and resume: the server's CloseReason.shouldReconnect().
 *
 * @param {number} code
 */
export function reconnects(code) {
  return RECONNECT.has(code) || (code >= 4000 && code < 4500);
}

/**
 * Whether a server that closes with this code is about to be restarted.
 *
 * @param {number} code
 */
export function restarts(code) {
  return RESTARTING.has(code);
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
