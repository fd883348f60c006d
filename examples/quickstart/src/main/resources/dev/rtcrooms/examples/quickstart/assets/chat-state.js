import { byId, isolated } from './page.js';

const NAMED = 2;

/** Below the conversation: who is writing, who has read it, how long to wait in slow mode, and that a user may not write. */
export class ChatState {
  #room;
  #text = byId('text');
  #composer;
  #spoke = -Infinity;
  /** Until when the server refuses messages, as it has said. */
  #refused = -Infinity;
  #timer;

  /** @param {import('./composer.js').Composer} composer */
  constructor(room, composer) {
    this.#room = room;
    this.#composer = composer;
    this.#text.addEventListener('input', () => room.setTyping(this.#text.value !== ''));
    room.addEventListener('typing', () => this.#showTyping());
    for (const event of ['said', 'reads', 'messages']) room.addEventListener(event, () => this.#showSeen());
    for (const event of ['slow-mode', 'grants', 'hello']) room.addEventListener(event, () => this.#showWait());
  }

  /** The user has sent a message to everybody. */
  spoke() {
    this.#spoke = Date.now();
    this.#showWait();
  }

  /** @param {import('/rtc-rooms/rtc-rooms.js').RefusalError} refusal of a message to everybody */
  refused({ code, retryAfter }) {
    if (code !== 'slow-mode' || retryAfter === undefined) return;
    this.#refused = Date.now() + retryAfter;
    this.#showWait();
  }

  #showTyping() {
    const names = [...this.#room.typing.values()].map(({ name }) => isolated(name));
    const who = names.length > NAMED ? 'Several people' : names.join(' and ');
    byId('typing').textContent = names.length === 0 ? '' : `${who} ${names.length === 1 ? 'is' : 'are'} writing…`;
  }

  #showSeen() {
    const { reads, messages, members, self } = this.#room;
    const last = messages.at(-1);
    const seen =
      last === undefined || last.user !== self?.user
        ? []
        : [...reads].filter(([user, key]) => key === last.key && user !== self.user && members.has(user)).map(([user]) => members.get(user).name);
    byId('seen').textContent = seen.length === 0 ? '' : `Seen by ${seen.length > NAMED ? seen.length : seen.map(isolated).join(' and ')}`;
  }

  #showWait() {
    clearTimeout(this.#timer);
    const { slowMode, grants } = this.#room;
    const free = slowMode === 0 || grants.has('moderate');
    const left = free ? 0 : Math.ceil((Math.max(this.#spoke + slowMode, this.#refused) - Date.now()) / 1000);
    const muted = !grants.has('chat');
    this.#composer.pause(muted || left > 0);
    byId('slow').hidden = slowMode === 0 && !muted;
    const slow = left > 0 ? `Slow mode: wait ${left} s` : `Slow mode: one message in ${slowMode / 1000} s`;
    byId('slow').textContent = muted ? 'You may not write here now.' : slow;
    if (left > 0) this.#timer = setTimeout(() => this.#showWait(), 250);
  }
}
