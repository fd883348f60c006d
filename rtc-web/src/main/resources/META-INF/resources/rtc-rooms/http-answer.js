import { NOT_ALLOWED, NO_SUCH_ROOM, UNAUTHENTICATED } from './codes.js';

/** How long to wait for the answer, in milliseconds. */
const PATIENCE = 3_000;

/** @typedef {{ code: number, reason: string }} Ending */

/**
 * @typedef {object} HttpAnswer
 * @property {boolean} away whether the server does not answer, or a proxy does in its place
 * @property {Ending | null} ending set if further attempts are in vain
 */

/** @type {Ending} */
const LOGIN = { code: UNAUTHENTICATED, reason: 'unauthenticated' };
const NOWHERE = { code: NO_SUCH_ROOM, reason: 'no such room' };

/** @type {Record<number, Ending | undefined>} by HTTP status */
const ENDINGS = {
  401: LOGIN,
  403: { code: NOT_ALLOWED, reason: 'not allowed' },
  404: NOWHERE,
  410: NOWHERE,
};

/**
 * Asks by HTTP why a WebSocket handshake fails, because browsers hide its status from scripts.
 *
 * @param {string} address of the WebSocket
 * @returns {Promise<HttpAnswer>}
 */
export async function askByHttp(address) {
  const url = new URL(address);
  url.protocol = url.protocol.replace(/^ws/, 'http');
  try {
    const response = await request(url, PATIENCE, 'include'); // as a WebSocket sends cookies
    return { away: response.status >= 500, ending: ending(response) };
  } catch {
    return { away: true, ending: null }; // or the answer of another origin is hidden
  }
}

/**
 * Asks for JSON; follows no redirect.
 *
 * @param {URL} url
 * @param {number} patience milliseconds
 * @param {RequestCredentials} credentials
 * @param {Record<string, string>} [headers]
 */
export function request(url, patience, credentials, headers) {
  return fetch(url, {
    cache: 'no-store',
    credentials,
    headers: { Accept: 'application/json', ...headers },
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
  });
}

/**
 * @param {Response} response which was not allowed to follow redirects
 * @returns {Ending | null} set if further requests are in vain
 */
export function ending({ status, type }) {
  // neither a handshake nor the link of a room is ever redirected, but a login page often answers so
  const redirected = type === 'opaqueredirect' || (status >= 300 && status < 400);
  return redirected ? LOGIN : (ENDINGS[status] ?? null);
}
