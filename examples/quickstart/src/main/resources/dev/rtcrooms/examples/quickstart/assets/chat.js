import { ChatState } from './chat-state.js';
import { Composer } from './composer.js';
import { DirectLine } from './direct-line.js';
import { MessageDialog } from './message-dialog.js';
import { MessageLine } from './message-line.js';
import { byId, isolated } from './page.js';
import { toast } from './toast.js';
import { Unsent } from './unsent.js';

const NEAR_PX = 60;
const EARLY_PX = 120;
const QUOTED = 80;

/** The conversation and the field to add to it. */
export class Chat {
  #room;
  #log = byId('log');
  #messages = byId('messages');
  #newer = byId('newer');
  #composer;
  #dialog = new MessageDialog();
  #state;
  #earlier = byId('earlier');
  /** @type {(MessageLine | DirectLine)[]} in the order of the conversation */
  #lines = [];

  constructor(room) {
    this.#room = room;
    this.#composer = new Composer(room, (written) => this.#submit(written));
    this.#state = new ChatState(room, this.#composer);
    room.addEventListener('said', ({ detail }) => this.#hear(this.#line(detail)));
    room.addEventListener('said-to', ({ detail }) => this.#hear(new DirectLine(detail, room)));
    room.addEventListener('messages', () => this.#redraw());
    room.addEventListener('hello', () => this.#offerEarlier());
    this.#earlier.addEventListener('click', () => this.#load());
    document.addEventListener('visibilitychange', () => this.read());
    room.addEventListener('said-changed', ({ detail }) => this.#changed(detail));
    room.addEventListener('grants', () => this.#lines.forEach((line) => line.show?.(line.said)));
    this.#newer.addEventListener('click', () => this.scrollToEnd());
    this.#log.addEventListener('scroll', () => {
      if (this.#nearEnd()) this.#newer.hidden = true;
      if (this.#log.scrollTop < EARLY_PX) this.#load();
      this.read();
    });
  }

  /** Somebody wants to write to this person only. */
  writeTo(user, name) {
    this.#composer.beginFor(user, `Only to ${isolated(name)}`);
  }

  /** Tells how far the user has read, if the end of the conversation is in sight. */
  read() {
    const last = this.#room.messages.at(-1);
    if (last !== undefined && this.#inSight() && this.#nearEnd()) this.#room.markRead(last);
  }

  scrollToEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#newer.hidden = true;
  }

  #line(said) {
    return new MessageLine(said, this.#room, {
      find: (key) => this.#find(key)?.said,
      jump: (key) => this.#jump(key),
      more: (each) => this.#more(each),
      react: (each, emoji) => this.#do(this.#room.react(each, emoji)),
    });
  }

  #hear(line) {
    const follow = this.#nearEnd() || line.own;
    if (line.own) this.#messages.querySelector('.new')?.classList.remove('new');
    else if (!line.said.past && !this.#inSight() && this.#messages.querySelector('.new') === null) line.node.classList.add('new');
    const last = this.#place(line);
    if (follow) this.scrollToEnd();
    else if (last) this.#newer.hidden = false;
    this.read();
  }

  /** What is from the past goes where it belongs: private messages come apart from the others. */
  #place(line) {
    const { past, at } = line.said;
    const later = past ? this.#lines.findLastIndex(({ said }) => said.at <= at) + 1 : this.#lines.length;
    const next = this.#lines[later];
    line.follow?.(this.#lines[later - 1]?.said);
    next?.follow?.(line.said);
    this.#lines.splice(later, 0, line);
    if (next === undefined) this.#insert(line.node);
    else next.node.before(line.node);
    return next === undefined;
  }

  /** Earlier messages have come: what was in sight stays where it is. */
  #redraw() {
    const { scrollHeight, scrollTop } = this.#log;
    const known = new Map(this.#lines.map((line) => [line.said, line]));
    const directs = this.#lines.filter((line) => line instanceof DirectLine);
    this.#lines = [...this.#room.messages.map((said) => known.get(said) ?? this.#line(said)), ...directs];
    this.#lines.sort((a, b) => a.said.at - b.said.at);
    for (const line of known.values()) line.node.remove();
    const first = this.#messages.firstChild;
    this.#lines.forEach((line, index) => {
      line.follow?.(this.#lines[index - 1]?.said);
      this.#messages.insertBefore(line.node, first);
    });
    byId('silence').hidden = this.#lines.length > 0;
    this.#log.scrollTop = scrollTop + this.#log.scrollHeight - scrollHeight;
    this.#offerEarlier();
  }

  #offerEarlier() {
    this.#earlier.hidden = !this.#room.earlier;
  }

  async #load() {
    if (!this.#room.earlier) return;
    await this.#room.loadEarlier().catch(() => {}); // the next scroll tries again
    this.#offerEarlier();
  }

  #changed({ said, before }) {
    const follow = this.#nearEnd();
    const index = this.#lines.findIndex((line) => line.said === before);
    if (index < 0) return;
    this.#lines[index].show(said);
    this.#lines[index].follow(this.#lines[index - 1]?.said);
    this.#lines[index + 1]?.follow?.(said);
    for (const line of this.#lines) {
      if (said.key !== null && line.said.replyTo === said.key) line.show(line.said);
    }
    if (follow) this.scrollToEnd();
  }

  /** What is still being sent stays below; what was refused keeps its place. */
  #insert(node) {
    byId('silence').hidden = true;
    this.#messages.insertBefore(node, this.#messages.querySelector('.unsent:not(.failed)'));
  }

  #find(key) {
    return this.#lines.find(({ said }) => said.key === key);
  }

  #jump(key) {
    const line = this.#find(key);
    if (line === undefined) return;
    line.node.scrollIntoView({ block: 'center' });
    line.node.focus();
  }

  #more(line) {
    const { said, own } = line;
    const moderates = this.#room.grants.has('moderate');
    this.#dialog.open(line, {
      react: (emoji) => this.#do(this.#room.react(said, emoji)),
      reply: () => this.#composer.begin({ words: `Reply to ${isolated(said.name)}: ${said.text.slice(0, QUOTED)}`, replyTo: said }),
      edit: own ? () => this.#composer.begin({ words: 'Edit your message', edits: said }, said.text) : null,
      remove: own || moderates ? () => this.#do(this.#room.remove(said)) : null,
    });
  }

  #submit(written) {
    const { text, purpose, mentions } = written;
    if (purpose?.edits !== undefined) this.#do(this.#room.edit(purpose.edits, text));
    else if (purpose?.to !== undefined) this.#send(written, () => this.#room.sayTo(purpose.to, text));
    else this.#send(written, () => this.#room.say(text, { replyTo: purpose?.replyTo, mentions }));
  }

  async #send(written, send) {
    const { purpose } = written;
    const unsent = new Unsent(written, this.#room.state === 'open', this.#composer);
    byId('silence').hidden = true;
    this.#messages.append(unsent.node);
    this.scrollToEnd();
    try {
      await send();
      unsent.node.remove();
      if (purpose?.to === undefined) this.#state.spoke();
    } catch (problem) {
      const follow = this.#nearEnd();
      if (purpose?.to === undefined) this.#state.refused(problem);
      unsent.fail(problem.text ?? problem.message);
      if (follow) this.scrollToEnd();
    }
  }

  #do(work) {
    work.catch((problem) => toast(problem.text ?? problem.message));
  }

  #inSight() {
    return this.#log.clientHeight > 0 && document.visibilityState === 'visible';
  }

  #nearEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_PX;
  }
}
