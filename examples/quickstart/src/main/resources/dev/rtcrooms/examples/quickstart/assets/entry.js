import { chime } from './chime.js';
import { byId, element, isolated } from './page.js';
import { toast } from './toast.js';

/** What a moderator sees above the people: who waits, the rules of the room, and who is banned. */
export class Entry {
  #room;
  #onRefusal;
  #box = byId('entry');
  #mode = byId('entry-mode');
  #slow = byId('slow-mode');
  #capacity = byId('capacity');
  #naming = byId('naming');
  #typesName = false;
  #waiting = byId('waiting-people');
  #bans = byId('bans');
  #known = new Set();

  /** @param {(problem: Error) => void} onRefusal */
  constructor(room, onRefusal) {
    this.#room = room;
    this.#onRefusal = onRefusal;
    this.#mode.addEventListener('change', () => this.#set(room.moderate.setEntry(this.#mode.value)));
    this.#slow.addEventListener('change', () => this.#set(room.setSlowMode(Number(this.#slow.value))));
    this.#capacity.addEventListener('change', () => this.#setCapacity());
    this.#naming.addEventListener('input', () => {
      this.#typesName = true;
    });
    this.#naming.addEventListener('change', () => {
      this.#typesName = false;
      this.#set(room.command('name-room', { name: this.#naming.value }));
    });
    room.addEventListener('slow-mode', () => this.#showSlow());
    room.addEventListener('info', () => this.#typesName || this.#showName());
    byId('admit-all').addEventListener('click', () => {
      for (const user of room.moderation.waiting.keys()) this.#do(room.moderate.admit(user));
    });
  }

  show() {
    const { waiting, bans } = this.#room.moderation;
    const asking = waiting.size + this.#hands();
    this.#box.hidden = !this.#room.grants.has('moderate');
    if (document.activeElement !== this.#mode) this.#showMode();
    if (document.activeElement !== this.#capacity) this.#showCapacity();
    this.#announce(waiting);
    byId('waiting').hidden = waiting.size === 0;
    byId('asking').hidden = asking === 0;
    byId('asking').textContent = asking;
    this.#waiting.replaceChildren(...[...waiting.values()].map((one) => this.#waiter(one)));
    byId('banned').hidden = bans.size === 0;
    byId('banned-title').textContent = `Banned (${bans.size})`;
    this.#bans.replaceChildren(...[...bans.values()].map((one) => this.#ban(one)));
  }

  /** How many hands of others a moderator sees. */
  #hands() {
    const { grants, moderation, self } = this.#room;
    const others = [...moderation.hands.keys()].filter((user) => user !== self?.user);
    return grants.has('moderate') ? others.length : 0;
  }

  #showMode() {
    this.#mode.value = this.#room.moderation.entry;
  }

  #showCapacity() {
    this.#capacity.value = this.#room.moderation.capacity ?? '';
  }

  #setCapacity() {
    const { value, validity } = this.#capacity;
    if (value === '' || !validity.valid) this.#showCapacity();
    else this.#set(this.#room.moderate.setCapacity(Number(value)).catch(tooMany));
  }

  #showSlow() {
    this.#slow.value = this.#room.slowMode;
  }

  #showName() {
    this.#naming.value = this.#room.info?.name ?? '';
  }

  #announce(waiting) {
    for (const { user, name } of waiting.values()) {
      if (this.#known.has(user)) continue;
      toast(`${isolated(name)} is waiting to be let in`);
      chime('asked');
    }
    this.#known = new Set(waiting.keys());
  }

  #waiter({ user, name, role }) {
    const { moderate } = this.#room;
    return element(
      'li',
      'entry-row',
      element('bdi', 'member-name', name),
      ...(role === 'watcher' ? [element('span', 'tag', 'to watch')] : []),
      this.#button('Admit', name, () => moderate.admit(user)),
      this.#button('Deny', name, () => moderate.deny(user)),
    );
  }

  #ban({ user, name, until }) {
    const end = until === undefined ? 'until the room ends' : `until ${new Date(until).toLocaleTimeString([], { timeStyle: 'short' })}`;
    const row = element('li', 'entry-row', element('bdi', 'member-name', name ?? user), element('span', 'hint', end));
    row.append(this.#button('Unban', name ?? user, () => this.#room.moderate.unban(user)));
    return row;
  }

  #button(word, name, work) {
    const button = element('button', 'button quiet', word);
    button.type = 'button';
    button.setAttribute('aria-label', `${word} ${name}`);
    button.addEventListener('click', () => {
      byId('people').focus(); // the row goes; a field would take the next key
      this.#do(work());
    });
    return button;
  }

  /** What was not accepted is shown as it still is. */
  async #set(work) {
    try {
      await work;
    } catch (problem) {
      this.#showMode();
      this.#showCapacity();
      this.#showSlow();
      this.#showName();
      this.#onRefusal(problem);
    }
  }

  #do(work) {
    work.catch(this.#onRefusal);
  }
}

function tooMany() {
  throw new Error('This server cannot hold so many.');
}
