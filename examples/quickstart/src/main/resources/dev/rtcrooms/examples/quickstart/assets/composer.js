import { byId } from './page.js';

const HIGHEST_PX = 160;

/** The field in which a message is written. It grows with its text. */
export class Composer {
  #text = byId('text');
  #onSubmit;

  /** @param {(text: string) => void} onSubmit called with a text that is not blank */
  constructor(onSubmit) {
    this.#onSubmit = onSubmit;
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
    new ResizeObserver(() => this.#grow()).observe(byId('composer'));
  }

  /** Puts a text that was not sent before what is being written. */
  edit(text) {
    const draft = this.#text.value;
    this.#text.value = draft.trim() === '' ? text : `${text}\n${draft}`;
    this.#grow();
    this.focus();
  }

  focus() {
    this.#text.focus();
  }

  #submit() {
    const text = this.#text.value;
    if (text.trim() === '') return;
    this.#text.value = '';
    this.#grow();
    this.#onSubmit(text);
  }

  #grow() {
    const { style } = this.#text;
    style.height = 'auto';
    const border = this.#text.offsetHeight - this.#text.clientHeight;
    style.height = `${Math.min(HIGHEST_PX, this.#text.scrollHeight + border)}px`;
    style.overflowY = this.#text.scrollHeight + border > HIGHEST_PX ? 'auto' : 'hidden';
  }
}
