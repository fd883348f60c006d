import { element } from './page.js';

const TONES = 6;

/** A letter on a colour that stays with the user. */
export function portrait(name, user) {
  const made = element('span', 'portrait');
  made.setAttribute('aria-hidden', 'true');
  dress(made, name, user);
  return made;
}

/** Also another name, or another user. */
export function dress(portrait, name, user) {
  let hash = 0;
  for (const character of user) hash = (hash * 31 + character.codePointAt(0)) >>> 0;
  portrait.className = `portrait tone-${hash % TONES}`;
  portrait.textContent = ([...name.trim()][0] ?? '?').toLocaleUpperCase();
}
