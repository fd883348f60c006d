import { chime } from './chime.js';
import { byId } from './page.js';
import { preference } from './preferences.js';

/** Counts what is said while the chat is out of sight: on its tab, and in the page's title. */
export class Unread {
  #panel;
  #count = 0;
  #title = document.title;

  constructor(room, panel) {
    this.#panel = panel;
    for (const event of ['said', 'said-to']) {
      room.addEventListener(event, ({ detail }) => {
        if (detail.past !== true && detail.user !== room.self?.user && !this.#inSight()) this.#heard(detail);
      });
    }
    document.addEventListener('visibilitychange', () => {
      if (this.#inSight()) this.clear();
    });
  }

  clear() {
    this.#set(0);
  }

  #heard({ name, text }) {
    this.#set(this.#count + 1);
    chime('said');
    if (document.visibilityState === 'hidden' && preference('notifications')) new Notification(name, { body: text, tag: 'said' });
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
