import { byId } from './page.js';

/** Counts what is said while the chat is out of sight: on its tab, and in the page's title. */
export class Unread {
  #panel;
  #count = 0;
  #title = document.title;

  constructor(room, panel) {
    this.#panel = panel;
    room.addEventListener('said', ({ detail }) => {
      const fresh = !detail.past && detail.user !== room.self?.user;
      if (fresh && !this.#inSight()) this.#set(this.#count + 1);
    });
    document.addEventListener('visibilitychange', () => {
      if (this.#inSight()) this.clear();
    });
  }

  clear() {
    this.#set(0);
  }

  #inSight() {
    return this.#panel.clientHeight > 0 && document.visibilityState === 'visible';
  }

  #set(count) {
    this.#count = count;
    byId('unread').hidden = count === 0;
    byId('unread').textContent = count > 99 ? '99+' : count;
    document.title = count === 0 ? this.#title : `(${count}) ${this.#title}`;
  }
}
