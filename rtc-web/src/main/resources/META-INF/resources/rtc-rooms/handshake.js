const SUBPROTOCOL = 'rtc-rooms.v1';

/** In UTF-16 code units: the server uses no more of a name. */
const MAX_NAME = 64;

/**
 * Where a connection goes and what it says there. The fields travel in the list of subprotocols, not in the address:
 * browsers write the address into the console when a connection fails, and servers and proxies write it into logs.
 *
 * @typedef {object} Target
 * @property {string} url
 * @property {string[]} protocols
 */

/**
 * @param {URL} url
 * @param {{ session: string, resume: string | null, name?: string, token?: string }} fields
 * @returns {Target}
 */
export function target(url, { session, resume, name, token }) {
  const protocols = [SUBPROTOCOL, field('session', session)];
  if (resume !== null) {
    protocols.push(field('resume', resume));
  }
  if (name !== undefined) {
    protocols.push(field('name', cut(name)));
  }
  if (token !== undefined) {
    protocols.push(field('bearer', token));
  }
  return { url: url.href, protocols };
}

/**
 * Cuts a name between code points.
 *
 * @param {string} name
 */
function cut(name) {
  return String(name).slice(0, MAX_NAME).replace(/[\uD800-\uDBFF]$/, ''); // half of a pair that was cut
}

/**
 * @param {string} name
 * @param {string} value
 */
function field(name, value) {
  const encoded = new URLSearchParams([['', value]]).toString().slice(1); // unlike encodeURIComponent, takes any string
  return `rtc-${name}.${encoded.replaceAll('+', '%20')}`;
}
