import { byId, element } from './page.js';
import { dress, portrait } from './portrait.js';

/** One person in the list of people. */
export class PersonRow {
  node = byId('person-row').content.firstElementChild.cloneNode(true);
  #user;
  #shown = '';

  /** @param {() => void} onMore somebody wants to do something about this person */
  constructor({ name, user }, onMore) {
    this.#user = user;
    this.node.prepend(portrait(name, user));
    this.node.querySelector('.more').addEventListener('click', onMore);
  }

  /** @param {{ name: string, hand: number, away: boolean, live: boolean, muted: boolean, actions: boolean, tags: string[] }} looks */
  show(looks) {
    const state = JSON.stringify(looks);
    if (state === this.#shown) return;
    this.#shown = state;
    const { name, hand, away, live, muted, actions, tags } = looks;
    const part = (selector) => this.node.querySelector(selector);
    this.node.classList.toggle('away', away);
    part('.member-name').textContent = name;
    dress(part('.portrait'), name, this.#user);
    part('.tags').replaceChildren(...tags.map((tag) => element('span', 'tag', tag)));
    part('.member-hand').hidden = hand === 0;
    part('.member-hand b').textContent = hand;
    part('.member-live').hidden = !live || muted;
    part('.member-muted').hidden = !live || !muted;
    part('.more').hidden = !actions;
    part('.more').setAttribute('aria-label', `More about ${name}`);
  }
}
