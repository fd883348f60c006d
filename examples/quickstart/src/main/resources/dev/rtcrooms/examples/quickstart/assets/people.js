import { Entry } from './entry.js';
import { byId } from './page.js';
import { PersonDialog } from './person-dialog.js';
import { PersonRow } from './person-row.js';

const SHOWN = 100;
const CHANGES = ['members', 'publishers', 'hello', 'grants', 'moderation'];

/** The people of the room: raised hands first, and for moderators what they can do. */
export class People {
  #room;
  #signs;
  #list = byId('members');
  #more = byId('members-more');
  #hand = byId('hand');
  #entry;
  #dialog;
  #rows = new Map();
  #due = false;

  /**
   * @param {import('./signs.js').Signs} signs
   * @param {(problem: Error) => void} onRefusal
   * @param {(user: string, name: string) => void} onDirect
   */
  constructor(room, signs, onRefusal, onDirect) {
    this.#room = room;
    this.#signs = signs;
    this.#entry = new Entry(room, onRefusal);
    this.#dialog = new PersonDialog(room, onRefusal, onDirect);
    this.#hand.addEventListener('click', () => {
      room.raiseHand(this.#hand.getAttribute('aria-pressed') !== 'true').catch(onRefusal);
    });
    for (const event of CHANGES) room.addEventListener(event, () => this.change());
  }

  /** Shows what has changed, once for all that changes now. */
  change() {
    if (this.#due) return;
    this.#due = true;
    queueMicrotask(() => {
      this.#due = false;
      this.#show();
    });
  }

  #show() {
    const { moderation, self } = this.#room;
    this.#hand.setAttribute('aria-pressed', moderation.hands.has(self?.user));
    this.#entry.show();
    const people = this.#people();
    const shown = people.slice(0, SHOWN);
    const users = new Set(shown.map(({ user }) => user));
    for (const [user, row] of this.#rows) {
      if (users.has(user)) continue;
      row.node.remove();
      this.#rows.delete(user);
    }
    shown.forEach((person, index) => {
      const row = this.#row(person);
      if (this.#list.children[index] !== row.node) this.#list.insertBefore(row.node, this.#list.children[index]);
      row.show(this.#looks(person));
    });
    this.#more.hidden = people.length <= SHOWN;
    this.#more.textContent = `and ${people.length - SHOWN} more`;
  }

  /** Raised hands in their order, also those of people who only watch; then everybody else. */
  #people() {
    const { members, moderation } = this.#room;
    const hands = [...moderation.hands.values()].map(
      ({ user, name }) => members.get(user) ?? { user, name, state: 'online', clients: [] },
    );
    return [...hands, ...[...members.values()].filter(({ user }) => !moderation.hands.has(user))];
  }

  #row(person) {
    let row = this.#rows.get(person.user);
    if (row === undefined) {
      row = new PersonRow(person, () => this.#dialog.open(this.#person(person)));
      this.#rows.set(person.user, row);
    }
    return row;
  }

  #person({ user, name }) {
    return this.#people().find((each) => each.user === user) ?? { user, name, state: 'away', clients: [] };
  }

  #looks({ user, name, state, clients }) {
    const { members, moderation, publishers, self, grants } = this.#room;
    const own = user === self?.user;
    const permits = moderation.permits.get(user);
    const live = clients.filter((client) => publishers.has(client));
    const hand = [...moderation.hands.keys()].indexOf(user) + 1;
    return {
      name,
      own,
      hand,
      away: state === 'away',
      live: live.length > 0,
      muted: live.length > 0 && live.every((client) => (client === self?.client ? this.#signs.own : this.#signs.of(client))?.muted),
      actions: !own && (grants.has('moderate') || grants.has('chat')),
      tags: [
        ...(own ? ['you'] : []),
        ...(permits?.given.has('moderate') || (own && grants.has('moderate')) ? ['moderator'] : []),
        ...(members.has(user) ? [] : ['watching']),
        ...(state === 'away' ? ['away'] : []),
        ...(permits?.taken.has('chat') ? ['may not write'] : []),
        ...(permits?.taken.has('publish') ? ['may not stream'] : []),
      ],
    };
  }
}
