import { base } from './address.js';
import { NO_SUCH_ROOM } from './codes.js';
import { ClosedError, DisconnectedError, RefusalError } from './errors.js';
import { ending, request } from './http-answer.js';
import { tokens } from './token.js';

/** How long the server may take to answer, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Asks a room link or a stream link for the WebSocket address behind it.
 *
 * @param {string | URL} link absolute, or relative to the page or worker
 * @param {import('./rtc-rooms.js').OpenOptions} options
 * @returns {Promise<string>}
 * @throws {ClosedError} if the server refuses the link for good
 * @throws {RefusalError} if the server refuses it for now
 * @throws {DisconnectedError} if there is no answer, or only a part of it
 * @throws {TypeError} if the link cannot be requested
 */
export async function websocketAddress(link, { token, credentials = 'same-origin' }) {
  const url = httpAddress(link);
  const bearer = await tokens(token)();
  /** @type {Record<string, string>} */
  const headers = bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }; // RFC 6750 §2.1
  return addressIn(await asked(url, credentials, headers));
}

/** @param {string | URL} link */
function httpAddress(link) {
  const url = new URL(link, base());
  if (!/^https?:$/.test(url.protocol)) {
    throw new TypeError(`Not the link of a room: its scheme is ${url.protocol}`);
  }
  if (url.username || url.password) {
    throw new TypeError('Not the link of a room: it has a user name or a password');
  }
  return url;
}

/**
 * @param {URL} url
 * @param {RequestCredentials} credentials
 * @param {Record<string, string>} headers
 */
async function asked(url, credentials, headers) {
  try {
    return await request(url, PATIENCE, credentials, headers);
  } catch {
    throw new DisconnectedError('No answer, or none that this origin may read');
  }
}

/** @param {Response} response */
async function addressIn(response) {
  const end = ending(response);
  if (end !== null) {
    throw new ClosedError(end.code, end.reason);
  }
  const body = await json(response);
  if (response.ok && typeof body?.websocketAddress === 'string') {
    return body.websocketAddress;
  }
  if (response.ok) {
    throw new ClosedError(NO_SUCH_ROOM, 'not the link of a room');
  }
  if (typeof body?.code === 'string') {
    throw new RefusalError({ code: body.code, text: String(body.detail) }); // RFC 9457
  }
  throw new DisconnectedError(`The server answers with the status ${response.status}`);
}

/**
 * @param {Response} response
 * @returns {Promise<any>} null if it is not JSON
 */
async function json(response) {
  try {
    return await response.json();
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw new DisconnectedError('The connection was lost before the reply came');
  }
}
