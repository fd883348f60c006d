import { base } from './address.js';
import { NO_SUCH_ROOM } from './codes.js';
import { ClosedError, DisconnectedError, RefusalError } from './errors.js';
import { readJson } from './frames.js';
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
    throw new TypeError(`Not a room link: its scheme is ${url.protocol}`);
  }
  if (url.username || url.password) {
    throw new TypeError('Not a room link: it has a user name or password');
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
    const response = await request(url, PATIENCE, credentials, headers);
    return { response, text: await response.text() };
  } catch {
    throw new DisconnectedError('No whole answer, or none that this origin may read');
  }
}

/** @param {{ response: Response, text: string }} answer */
function addressIn({ response, text }) {
  const end = ending(response);
  if (end !== null) {
    throw new ClosedError(end.code, end.reason);
  }
  const body = readJson(text);
  if (response.ok && typeof body?.websocketAddress === 'string') {
    return body.websocketAddress;
  }
  if (response.ok) {
    throw new ClosedError(NO_SUCH_ROOM, 'not a room link');
  }
  if (typeof body?.code === 'string') {
    throw new RefusalError({ code: body.code, text: String(body.detail) }); // RFC 9457
  }
  throw new DisconnectedError(`The server answers ${response.status}`);
}
