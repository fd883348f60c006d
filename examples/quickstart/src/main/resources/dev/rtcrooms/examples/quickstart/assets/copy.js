import { announce, byId } from './page.js';

const FEEDBACK_MS = 2000;

/** Makes each button with data-copy copy the field of that id, and say so. */
export function enableCopying() {
  for (const button of document.querySelectorAll('[data-copy]')) {
    const label = button.querySelector('span') ?? button;
    const word = label.textContent;
    let timer;
    button.addEventListener('click', async () => {
      const field = byId(button.dataset.copy);
      const copied = await copy(field);
      const feedback = copied ? 'Copied' : 'Press Ctrl+C';
      label.textContent = feedback;
      button.dataset.copied = copied;
      announce(copied ? `Copied: ${button.getAttribute('aria-label') ?? word}` : feedback);
      clearTimeout(timer);
      timer = setTimeout(() => {
        label.textContent = word;
        delete button.dataset.copied;
      }, FEEDBACK_MS);
    });
  }
  for (const field of document.querySelectorAll('.copyable input')) {
    field.addEventListener('focus', () => field.select());
  }
}

async function copy(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // no clipboard without https, or not allowed: leave the text selected for the keyboard
    field.focus();
    field.select();
    return false;
  }
}
