import { byId, element } from './page.js';
import { portrait } from './portrait.js';

const SHOWN = 6;
/** An @ at the beginning of a word, up to the cursor. */
const BEGUN = /(?:^|\s)@([^\s@]{0,64})$/u;

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
    const users = [...this.#chosen].filter(([name]) => text.includes(`@${name}`)).map(([, user]) => user);
    return [...new Set(users)];
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
