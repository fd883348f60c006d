import { withLinks } from './links.js';
import { byLength, mentionOf } from './mentions.js';
import { byId, element } from './page.js';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** One message in the conversation. */
export class MessageLine {
  node = byId('message-line').content.firstElementChild.cloneNode(true);
  /** @type {import('/rtc-rooms/rtc-rooms.js').Said} */
  said;
  #room;
  #chat;

  /**
   * @param {object} chat
   * @param {(key: string) => import('/rtc-rooms/rtc-rooms.js').Said | undefined} chat.find
   * @param {(key: string) => void} chat.jump shows the message of a key
   * @param {(line: MessageLine) => void} chat.more somebody wants to do something about this message
   * @param {(said: import('/rtc-rooms/rtc-rooms.js').Said, emoji: string) => void} chat.react
   */
  constructor(said, room, chat) {
    this.#room = room;
    this.#chat = chat;
    this.#part('.more').addEventListener('click', () => chat.more(this));
    this.#part('.quote').addEventListener('click', () => chat.jump(this.said.replyTo));
    this.show(said);
  }

  get own() {
    return this.said.user === this.#room.self?.user;
  }

  show(said) {
    this.said = said;
    const { text, at, edited, deleted, replyTo, gapAfter, name } = said;
    const own = this.own;
    this.node.classList.toggle('own', own);
    this.node.classList.toggle('deleted', deleted);
    this.node.classList.toggle('mentions-you', said.mentions.includes(this.#room.self?.user));
    this.#part('.author').textContent = own ? 'You' : name;
    this.#part('.bubble').replaceChildren(...(deleted ? ['This message was deleted.'] : this.#body(text)));
    const time = this.#part('time');
    time.textContent = clock.format(at) + (edited && !deleted ? ' · edited' : '');
    time.dateTime = new Date(at).toISOString();
    this.#quote(deleted ? undefined : replyTo);
    this.#part('.reactions').replaceChildren(...[...said.reactions].map(([emoji, users]) => this.#reaction(emoji, users)));
    this.#part('.gap').hidden = !gapAfter;
    this.#part('.more').hidden = deleted || said.key === null || !this.#room.grants.has('chat');
  }

  /** Says who wrote it, unless the line above was written by the same user. */
  follow(before) {
    const same = before !== undefined && before.user === this.said.user && before.name === this.said.name && !before.gapAfter;
    this.#part('.author').hidden = same;
  }

  #body(text) {
    const parts = withLinks(text);
    const { self, members } = this.#room;
    const names = this.said.mentions.map((user) => (user === self?.user ? self.name : members.get(user)?.name));
    for (const name of names.filter((each) => each !== undefined).sort(byLength)) mark(parts, name);
    return parts;
  }

  #quote(key) {
    const quote = this.#part('.quote');
    quote.hidden = key === undefined;
    if (key === undefined) return;
    const answered = this.#chat.find(key);
    this.#part('.quote bdi').textContent = answered?.name ?? 'A message';
    this.#part('.quote span').textContent = answered === undefined ? 'that is not shown here' : answered.text || 'deleted';
  }

  #reaction(emoji, users) {
    const mine = users.has(this.#room.self?.user);
    const button = element('button', 'reaction', emoji, ' ', element('b', '', String(users.size)));
    button.type = 'button';
    button.setAttribute('aria-pressed', mine);
    button.setAttribute('aria-label', `${emoji}: ${users.size}${mine ? ', with you' : ''}`);
    button.addEventListener('click', () => this.#chat.react(this.said, emoji));
    return element('li', '', button);
  }

  #part(selector) {
    return this.node.querySelector(selector);
  }
}

/** Makes each mention of a name within the texts an element. */
function mark(parts, name) {
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index];
    if (typeof part !== 'string') continue;
    const [first, ...more] = part.split(mentionOf(name));
    if (more.length === 0) continue;
    const pieces = [first, ...more.flatMap((piece) => [element('mark', '', `@${name}`), piece])];
    parts.splice(index, 1, ...pieces.filter((piece) => piece !== ''));
  }
}
