import { Composer } from './composer.js';
import { MessageDialog } from './message-dialog.js';
import { MessageLine } from './message-line.js';
import { byId, isolated } from './page.js';
import { toast } from './toast.js';
import { Unsent } from './unsent.js';

const NEAR_PX = 60;
const QUOTED = 80;

/** The conversation and the field to add to it. */
export class Chat {
  #room;
  #log = byId('log');
  #messages = byId('messages');
  #newer = byId('newer');
  #composer;
  #dialog = new MessageDialog();
  /** @type {MessageLine[]} in the order of the conversation */
  #lines = [];

  constructor(room) {
    this.#room = room;
    this.#composer = new Composer(room, (text, purpose, mentions) => this.#submit(text, purpose, mentions));
    room.addEventListener('said', ({ detail }) => this.#hear(detail));
    room.addEventListener('said-changed', ({ detail }) => this.#changed(detail));
    room.addEventListener('grants', () => this.#lines.forEach((line) => line.show(line.said)));
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
    const line = new MessageLine(said, this.#room, {
      find: (key) => this.#find(key)?.said,
      jump: (key) => this.#jump(key),
      more: (each) => this.#more(each),
      react: (each, emoji) => this.#do(this.#room.react(each, emoji)),
    });
    const follow = this.#nearEnd() || line.own;
    line.follow(this.#lines.at(-1)?.said);
    this.#lines.push(line);
    this.#insert(line.node);
    if (follow) this.scrollToEnd();
    else this.#newer.hidden = false;
  }

  #changed({ said, before }) {
    const follow = this.#nearEnd();
    const index = this.#lines.findIndex((line) => line.said === before);
    if (index < 0) return;
    this.#lines[index].show(said);
    this.#lines[index].follow(this.#lines[index - 1]?.said);
    this.#lines[index + 1]?.follow(said);
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

  #submit(text, purpose, mentions) {
    if (purpose?.edits === undefined) this.#say(text, { replyTo: purpose?.replyTo, mentions });
    else this.#do(this.#room.edit(purpose.edits, text));
  }

  async #say(text, options) {
    const unsent = new Unsent(text, this.#room.state === 'open', this.#composer);
    byId('silence').hidden = true;
    this.#messages.append(unsent.node);
    this.scrollToEnd();
    try {
      await this.#room.say(text, options);
      unsent.node.remove();
    } catch (problem) {
      const follow = this.#nearEnd();
      unsent.fail(problem.text ?? problem.message);
      if (follow) this.scrollToEnd();
    }
  }

  #do(work) {
    work.catch((problem) => toast(problem.text ?? problem.message));
  }

  #nearEnd() {
    return this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < NEAR_PX;
  }
}
