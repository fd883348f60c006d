import { element } from './page.js';

/** A message of the user that the room does not have yet, or has refused. */
export class Unsent {
  node;
  #state;
  #written;
  #composer;

  /**
   * @param {import('./composer.js').Written} written
   * @param {boolean} connected
   * @param {import('./composer.js').Composer} composer where a refused message is written again
   */
  constructor(written, connected, composer) {
    this.#written = written;
    this.#composer = composer;
    this.#state = element('p', 'unsent-state', connected ? 'Sending…' : 'Will be sent when the connection is back');
    const bubble = element('p', 'bubble', written.text);
    bubble.dir = 'auto';
    this.node = element('li', 'message own unsent', bubble, this.#state);
  }

  /** It keeps its place; later messages follow below. */
  fail(reason) {
    this.node.classList.add('failed');
    this.#state.replaceChildren(
      element('span', '', `Not sent: ${reason}`),
      this.#button('Edit', () => this.#composer.restore(this.#written)),
      this.#button('Dismiss', () => this.#composer.focus()),
    );
  }

  #button(word, then) {
    const button = element('button', 'button quiet', word);
    button.type = 'button';
    button.addEventListener('click', () => {
      this.node.remove();
      then();
    });
    return button;
  }
}
