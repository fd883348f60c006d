import { byId, element } from './page.js';

const EMOJIS = { '👍': 'Thumbs up', '❤️': 'Heart', '😂': 'Laughing', '🎉': 'Party', '😮': 'Surprised', '😢': 'Sad' };

/** What can be done about a message. */
export class MessageDialog {
  #dialog = byId('message-dialog');

  /**
   * @param {import('./message-line.js').MessageLine} line
   * @param {object} actions
   * @param {(emoji: string) => void} actions.react
   * @param {() => void} actions.reply
   * @param {(() => void) | null} actions.edit null if this user may not
   * @param {(() => void) | null} actions.remove null if this user may not
   */
  open(line, { react, reply, edit, remove }) {
    byId('message-title').replaceChildren(element('bdi', '', line.own ? 'Your message' : line.said.name));
    byId('message-text').textContent = line.said.text;
    byId('emojis').replaceChildren(
      ...Object.entries(EMOJIS).map(([emoji, name]) => this.#button('button emoji', emoji, () => react(emoji), name)),
    );
    byId('message-actions').replaceChildren(
      this.#button('button', 'Reply', reply),
      ...(edit === null ? [] : [this.#button('button', 'Edit', edit)]),
      ...(remove === null ? [] : [this.#button('button bad', 'Delete', remove)]),
    );
    this.#dialog.showModal();
  }

  #button(className, words, work, label = words) {
    const button = element('button', className, words);
    button.type = 'button';
    button.setAttribute('aria-label', label);
    button.addEventListener('click', () => {
      this.#dialog.close();
      work();
    });
    return button;
  }
}
