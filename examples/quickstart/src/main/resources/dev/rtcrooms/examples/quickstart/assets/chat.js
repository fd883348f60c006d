import { byId, element } from './page.js';

const NEAR_PX = 60;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** The conversation and the field to add to it. */
export class Chat {
  #room;
  #log = byId('log');
  #messages = byId('messages');
  #unsent = byId('unsent');
  #text = byId('text');
  #newer = byId('newer');
  #last = null;

  constructor(room) {
    this.#room = room;
    room.addEventListener('said', ({ detail }) => this.#hear(detail));
    room.addEventListener('reset', () => this.#clear());
    byId('composer').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('input', () => this.#grow());
    this.#newer.addEventListener('click', () => this.scrollToEnd());
    this.#log.addEventListener('scroll', () => {
      if (this.#nearEnd()) this.#newer.hidden = true;
    });
  }

  scrollToEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#newer.hidden = true;
  }

  #hear(said) {
    const follow = this.#nearEnd() || this.#isOwn(said);
    this.#append(said);
    if (follow) this.scrollToEnd();
    else this.#newer.hidden = false;
  }

  #clear() {
    this.#messages.replaceChildren();
    this.#last = null;
    this.#newer.hidden = true;
    byId('silence').hidden = false;
  }

  #append(said) {
    byId('silence').hidden = true;
    const own = this.#isOwn(said);
    const line = element('li', own ? 'message own' : 'message');
    if (this.#last?.user !== said.user || this.#last?.name !== said.name) {
      line.append(element('span', 'author', own ? 'You' : said.name));
    }
    const at = element('time', '', clock.format(said.at));
    at.dateTime = new Date(said.at).toISOString();
    line.append(element('p', 'bubble', said.text), at);
    this.#messages.append(line);
    this.#last = said;
  }

  #submit() {
    const text = this.#text.value;
    if (text.trim() === '') return;
    this.#text.value = '';
    this.#grow();
    this.#say(text);
  }

  async #say(text) {
    const waiting = this.#room.state === 'open' ? 'Sending…' : 'Will be sent when the connection is back';
    const state = element('span', 'unsent-state', waiting);
    const line = element('li', 'message own unsent', element('p', 'bubble', text), state);
    this.#unsent.append(line);
    this.scrollToEnd();
    try {
      await this.#room.say(text);
      line.remove();
    } catch (problem) {
      this.#failed(line, state, text, problem);
    }
  }

  #failed(line, state, text, problem) {
    line.classList.add('failed');
    state.textContent = `Not sent: ${problem.text ?? problem.message} `;
    const again = element('button', 'button quiet', 'Edit and send again');
    again.type = 'button';
    again.addEventListener('click', () => {
      line.remove();
      this.#text.value = text;
      this.#grow();
      this.#text.focus();
    });
    state.append(again);
    this.scrollToEnd();
  }

  #isOwn(said) {
    return said.user === this.#room.self?.user;
  }

  #nearEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_PX;
  }

  #grow() {
    this.#text.rows = Math.min(5, this.#text.value.split('\n').length);
  }
}
