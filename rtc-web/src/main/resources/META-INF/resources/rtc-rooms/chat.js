import { ChatState } from './chat-state.js';
import { RefusalError } from './errors.js';
import { randomKey } from './session.js';

/** In milliseconds: how often the server is told that this user is still writing, and what it has read. */
const TYPING = 3_000;
const READING = 1_000;

/**
 * What this client does in the chat.
 *
 * @typedef {import('./rtc-rooms.js').Said} Said
 */
export class Chat {
  state = new ChatState();
  #says;
  #ask;
  #emit;
  #typed = -Infinity;
  /** @type {Said | null} the last message that was read, and what is to be told of it */
  #read = null;
  #reading = 0;
  /** @type {Promise<boolean> | null} */
  #loading = null;

  /**
   * @param {import('./says.js').Says} says for what is sent again after an outage
   * @param {import('./commands.js').Commands['ask']} ask
   * @param {import('./wire.js').Emit} emit
   */
  constructor(says, ask, emit) {
    this.#says = says;
    this.#ask = ask;
    this.#emit = emit;
  }

  /**
   * @param {string} text
   * @param {import('./rtc-rooms.js').SayOptions} options
   * @returns {Promise<import('./rtc-rooms.js').SayReply>}
   */
  async say(text, { replyTo, mentions }) {
    const id = randomKey(20);
    const answered = replyTo?.key;
    this.#typed = -Infinity;
    const { data, ...reply } = await this.#says.deliver('say', () => ({ id, text, replyTo: this.state.number(answered), mentions }));
    return { id, ...reply };
  }

  /**
   * @param {string} to
   * @param {string} text
   */
  async sayTo(to, text) {
    const id = randomKey(20);
    await this.#says.deliver('say-to', () => ({ id, to, text }));
    return { id };
  }

  /**
   * @param {'edit' | 'delete' | 'react'} type
   * @param {Said} message
   * @param {object} [fields]
   */
  async change(type, { key }, fields) {
    await this.#says.deliver(type, () => ({ message: this.#number(key), ...fields }));
  }

  /** @param {string | null} key */
  #number(key) {
    const number = this.state.number(key);
    if (number === undefined) {
      throw new RefusalError({ code: 'no-such-message', text: 'The server no longer has this message', field: 'message' });
    }
    return number;
  }

  /** @param {boolean} on */
  typing(on) {
    const now = performance.now();
    if (on ? now - this.#typed < TYPING : this.#typed === -Infinity) {
      return;
    }
    this.#typed = on ? now : -Infinity;
    this.#tell('set-typing', { on });
  }

  /** @param {Said} message */
  markRead(message) {
    const number = this.state.number(message.key) ?? 0;
    if (number <= (this.state.number(this.#read?.key) ?? 0)) {
      return;
    }
    this.#read = message;
    if (this.#reading === 0) {
      this.#tellReadAndWait();
    }
  }

  #tellReadAndWait() {
    const told = this.#read;
    this.tellRead();
    this.#reading = setTimeout(() => {
      this.#reading = 0;
      if (this.#read !== told) {
        this.#tellReadAndWait();
      }
    }, READING);
  }

  /** Tells the server what was read: also on a new connection, because it may have forgotten. */
  tellRead() {
    const message = this.state.number(this.#read?.key);
    if (message !== undefined) {
      this.#tell('mark-read', { message });
    }
  }

  /**
   * What nobody waits for: without a connection, it is forgotten.
   *
   * @param {string} type
   * @param {object} fields
   */
  #tell(type, fields) {
    this.#ask(type, fields).catch((error) => this.#emit('debug', { what: 'chat', error }));
  }

  /** @param {number | undefined} limit */
  async loadEarlier(limit) {
    this.#loading ??= this.#load(limit).finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  /** @param {number | undefined} limit */
  async #load(limit) {
    if (this.state.earlier) {
      const { data } = await this.#ask('chat-history', { before: this.state.before, limit });
      for (const [name, detail] of this.state.load(/** @type {any} */ (data))) {
        this.#emit(name, /** @type {any} */ (detail));
      }
    }
    return this.state.earlier;
  }
}
