import { Mentions } from './mentions.js';
import { byId } from './page.js';

const HIGHEST_PX = 160;

/**
 * What a text is for, if not for a new message.
 *
 * @typedef {object} Purpose
 * @property {string} words shown above the field
 * @property {import('/rtc-rooms/rtc-rooms.js').Said} [replyTo]
 * @property {import('/rtc-rooms/rtc-rooms.js').Said} [edits]
 * @property {string} [to] the only user who is to have it
 *
 * @typedef {{ text: string, purpose: Purpose | null, mentions: string[] }} Written
 */

/** The field in which a message is written. It grows with its text. */
export class Composer {
  #form = byId('composer');
  #text = byId('text');
  #room;
  #mentions;
  #onSubmit;
  /** @type {Purpose | null} */
  #purpose = null;
  #draft = '';
  #paused = false;

  /** @param {(written: Written) => void} onSubmit called with a text that is not blank */
  constructor(room, onSubmit) {
    this.#room = room;
    this.#onSubmit = onSubmit;
    this.#mentions = new Mentions(room, this.#text);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    byId('purpose-cancel').addEventListener('click', () => this.#finish());
    this.#text.addEventListener('keydown', (event) => this.#key(event));
    this.#text.addEventListener('input', () => this.#changed());
    new ResizeObserver(() => this.#grow()).observe(this.#form);
  }

  /**
   * Puts a text that was not sent before what is being written. One that was for a single person stays so.
   *
   * @param {Written} written
   */
  restore({ text, purpose, mentions }) {
    this.#mentions.remember(mentions);
    if (purpose?.to !== undefined && purpose.to !== this.#purpose?.to) {
      this.begin(purpose, text);
      return;
    }
    const draft = this.#text.value;
    this.#set(draft.trim() === '' ? text : `${text}\n${draft}`);
    this.focus();
  }

  /**
   * The next text is for this; what is being written comes back afterwards if another text is given.
   *
   * @param {Purpose} purpose
   * @param {string} [text] to begin with
   */
  begin(purpose, text) {
    this.#finish();
    this.#purpose = purpose;
    byId('purpose').hidden = false;
    byId('purpose-words').textContent = purpose.words;
    if (text !== undefined) {
      this.#draft = this.#text.value;
      this.#set(text);
    }
    this.#showSend();
    this.focus();
  }

  /** @param {boolean} paused whether a new message for everybody must wait; edits and private messages need not */
  pause(paused) {
    this.#paused = paused;
    this.#showSend();
  }

  /**
   * The next text is for one person; what was written of it already stays.
   *
   * @param {string} to
   * @param {string} words
   */
  beginFor(to, words) {
    if (this.#purpose?.to === to) this.focus();
    else this.begin({ words, to }, '');
  }

  focus() {
    this.#text.focus();
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.#mentions.handles(event)) {
      event.preventDefault();
    } else if (event.key === 'Escape' && this.#purpose !== null) {
      this.#finish();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#form.requestSubmit();
    }
  }

  #submit() {
    const text = this.#text.value;
    if (text.trim() === '' || this.#text.disabled || byId('send').disabled) return;
    const written = { text, purpose: this.#purpose, mentions: this.#mentions.in(text) };
    this.#set('');
    this.#finish();
    this.#mentions.forget();
    this.#onSubmit(written);
  }

  /** A text of its own goes with its purpose: without it, a private text would be for everybody. */
  #finish() {
    if (this.#purpose?.edits !== undefined || this.#purpose?.to !== undefined) {
      this.#set(this.#draft);
      this.#draft = '';
    }
    this.#purpose = null;
    byId('purpose').hidden = true;
    this.#showSend();
  }

  #showSend() {
    byId('send').disabled = this.#paused && this.#purpose?.edits === undefined && this.#purpose?.to === undefined;
  }

  #set(text) {
    this.#text.value = text;
    this.#mentions.close();
    this.#changed();
  }

  #changed() {
    const { value } = this.#text;
    const { maxText } = this.#room;
    const over = value.length > maxText ? [...value].length - maxText : 0; // the room counts code points
    this.#text.setCustomValidity(over > 0 ? `This message is too long by ${over} characters.` : '');
    this.#grow();
  }

  #grow() {
    const { style } = this.#text;
    style.height = 'auto';
    const border = this.#text.offsetHeight - this.#text.clientHeight;
    style.height = `${Math.min(HIGHEST_PX, this.#text.scrollHeight + border)}px`;
    style.overflowY = this.#text.scrollHeight + border > HIGHEST_PX ? 'auto' : 'hidden';
  }
}
