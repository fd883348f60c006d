import { element } from './page.js';

/**
 * An address within a text: http or https, up to white space, a control character (which could turn the direction of what
 * follows), a quotation mark or an angle bracket.
 */
const ADDRESS = /https?:\/\/[^\s<>"\p{C}]+/giu;

/** What ends a sentence rather than an address. */
const TRAILING = /[.,:;!?'*_~]$/u;

/**
 * A text with its addresses as links; everything else stays text.
 *
 * @param {string} text
 * @returns {(string | HTMLAnchorElement)[]} their texts together are the given text
 */
export function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    const link = linkTo(address);
    if (link === null) continue;
    parts.push(text.slice(end, index), link);
    end = index + address.length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}

/** Without the punctuation that follows it, and without a bracket that was opened before it. */
function trimmed(address) {
  for (;;) {
    const closes = address.endsWith(')') && count(address, ')') > count(address, '(');
    if (!closes && !TRAILING.test(address)) return address;
    address = address.slice(0, -1);
  }
}

function count(text, character) {
  return text.split(character).length - 1;
}

function linkTo(address) {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const link = element('a', '', address);
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow';
  link.dir = 'ltr';
  return link;
}
