import { byId } from './page.js';

/** One thing that went wrong and that the user can do something about. */
export class Notice {
  #box = byId('notice');
  #text = byId('notice-text');

  constructor() {
    byId('notice-close').addEventListener('click', () => this.clear());
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.clear();
    });
  }

  say(text) {
    this.#box.hidden = false;
    this.#text.textContent = text;
  }

  clear() {
    this.#box.hidden = true;
    this.#text.textContent = '';
  }
}
