import { announce, byId, element } from './page.js';
import { toast } from './toast.js';

const FEEDBACK_MS = 2000;

/** Makes each button with data-copy copy the field of that id, and say so; with data-toast, in these words. */
export function enableCopying() {
  for (const button of document.querySelectorAll('[data-copy]')) enable(button);
  for (const field of document.querySelectorAll('.copyable input')) {
    field.addEventListener('focus', () => field.select());
  }
}

function enable(button) {
  const label = button.querySelector('span') ?? button;
  const word = label.textContent;
  let timer;
  button.addEventListener('click', async () => {
    const copied = await copy(byId(button.dataset.copy).value);
    label.textContent = copied ? 'Copied' : 'Not copied';
    button.dataset.copied = copied;
    button.focus();
    if (copied && button.dataset.toast) toast(button.dataset.toast);
    else announce(`${label.textContent}: ${button.getAttribute('aria-label') ?? word}`);
    clearTimeout(timer);
    timer = setTimeout(() => {
      label.textContent = word;
      delete button.dataset.copied;
    }, FEEDBACK_MS);
  });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyFromField(text); // there is no clipboard without https, and it may be forbidden
  }
}

function copyFromField(text) {
  const field = element('textarea', 'visually-hidden');
  field.value = text;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
  }
}
