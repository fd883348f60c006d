import { byId, element } from './page.js';
import { portrait } from './portrait.js';

const SHOWN = 6;
/** An @ at the beginning of a word, up to the cursor. */
const BEGUN = /(?:^|\s)@([^\s@]{0,64})$/u;

/** Finds a name after an @, up to its end: @Al is not in @Alice. */
export function mentionOf(name) {
  return new RegExp(`@${name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{M}\\p{N}_])`, 'gu');
}

/** Longer names come first, because they may begin with shorter ones. */
export const byLength = (one, other) => other.length - one.length;

/** Completes names after an @, and knows which people a text mentions. */
export class Mentions {
  #room;
  #field;
  #list = byId('mention-list');
  /** @type {Map<string, string>} user by name */
  #chosen = new Map();
  #found = [];
  #active = 0;

  /** @param {HTMLTextAreaElement} field */
  constructor(room, field) {
    this.#room = room;
    this.#field = field;
    field.addEventListener('input', () => this.#search());
    field.addEventListener('blur', () => this.close());
  }

  /** The users whose names are in the text, after an @. */
  in(text) {
    const users = new Set();
    let rest = text;
    for (const name of [...this.#chosen.keys()].sort(byLength)) {
      const without = rest.replace(mentionOf(name), ' ');
      if (without !== rest) users.add(this.#chosen.get(name));
      rest = without;
    }
    return [...users];
  }

  /** Forgets who was chosen for a text that is no longer in the field. */
  forget() {
    const users = this.in(this.#field.value);
    for (const [name, user] of this.#chosen) {
      if (!users.includes(user)) this.#chosen.delete(name);
    }
  }

  /** @param {string[]} users whom a text mentions that comes back into the field */
  remember(users) {
    for (const user of users) {
      const name = this.#room.members.get(user)?.name;
      if (name !== undefined) this.#chosen.set(name, user);
    }
  }

  close() {
    this.#found = [];
    this.#show();
  }

  /** @returns {boolean} whether the key was meant for the list of names */
  handles(event) {
    if (this.#found.length === 0) return false;
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined) {
      this.#active = (this.#active + move + this.#found.length) % this.#found.length;
      this.#show();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      this.#choose(this.#found[this.#active]);
    } else if (event.key === 'Escape') {
      this.close();
    } else {
      return false;
    }
    return true;
  }

  #search() {
    const { value, selectionStart } = this.#field;
    const begun = BEGUN.exec(value.slice(0, selectionStart));
    const start = begun?.[1].toLowerCase();
    this.#found =
      start === undefined
        ? []
        : [...this.#room.members.values()]
            .filter(({ user, name }) => user !== this.#room.self?.user && name.toLowerCase().startsWith(start))
            .slice(0, SHOWN);
    this.#active = 0;
    this.#show();
  }

  #show() {
    this.#list.hidden = this.#found.length === 0;
    this.#list.replaceChildren(...this.#found.map((person, index) => this.#option(person, index)));
    if (this.#found.length === 0) this.#field.removeAttribute('aria-activedescendant');
    else this.#field.setAttribute('aria-activedescendant', `mention-${this.#active}`);
  }

  #option(person, index) {
    const option = element('li', '', portrait(person.name, person.user), element('bdi', '', person.name));
    option.id = `mention-${index}`;
    option.role = 'option';
    option.setAttribute('aria-selected', index === this.#active);
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault(); // the field keeps the keyboard
      this.#choose(person);
    });
    return option;
  }

  #choose({ user, name }) {
    const { value, selectionStart } = this.#field;
    const at = value.lastIndexOf('@', selectionStart - 1);
    this.#field.setRangeText(`@${name} `, at, selectionStart, 'end');
    this.#chosen.set(name, user);
    this.close();
    this.#field.dispatchEvent(new Event('input'));
  }
}
