import { Composer } from './composer.js';
import { withLinks } from './links.js';
import { byId, element } from './page.js';
import { Unsent } from './unsent.js';

const NEAR_PX = 60;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

/** The conversation and the field to add to it. */
export class Chat {
  #room;
  #log = byId('log');
  #messages = byId('messages');
  #newer = byId('newer');
  #composer = new Composer((text) => this.#say(text));
  #last = null;

  constructor(room) {
    this.#room = room;
    room.addEventListener('said', ({ detail }) => this.#hear(detail));
    room.addEventListener('reset', () => this.#clear());
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
    this.#insert(this.#line(said));
    this.#last = said;
    if (follow) this.scrollToEnd();
    else this.#newer.hidden = false;
  }

  /** What is still being sent stays below; what was refused keeps its place. */
  #insert(line) {
    byId('silence').hidden = true;
    const sending = this.#messages.querySelector('.unsent:not(.failed)');
    this.#messages.insertBefore(line, sending);
  }

  #clear() {
    for (const line of this.#messages.querySelectorAll('.message:not(.unsent)')) line.remove();
    this.#last = null;
    this.#newer.hidden = true;
    byId('silence').hidden = this.#messages.childElementCount > 0;
  }

  #line(said) {
    const own = this.#isOwn(said);
    const line = element('li', own ? 'message own' : 'message');
    if (this.#last?.user !== said.user || this.#last?.name !== said.name) {
      line.append(element('bdi', 'author', own ? 'You' : said.name));
    }
    const at = element('time', '', clock.format(said.at));
    at.dateTime = new Date(said.at).toISOString();
    const bubble = element('p', 'bubble', ...withLinks(said.text));
    bubble.dir = 'auto';
    line.append(bubble, at);
    return line;
  }

  async #say(text) {
    const unsent = new Unsent(text, this.#room.state === 'open', this.#composer);
    byId('silence').hidden = true;
    this.#messages.append(unsent.node);
    this.scrollToEnd();
    try {
      await this.#room.say(text);
      unsent.node.remove();
    } catch (problem) {
      const follow = this.#nearEnd();
      unsent.fail(problem.text ?? problem.message);
      if (follow) this.scrollToEnd();
    }
  }

  #isOwn(said) {
    return said.user === this.#room.self?.user;
  }

  #nearEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_PX;
  }
}
