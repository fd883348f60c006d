import { byId, element } from './page.js';
import { preference } from './preferences.js';

/** Each key and the button that it presses. A button that is hidden or disabled is not pressed. */
const KEYS = {
  m: ['microphone', 'Microphone on or off'],
  v: ['camera', 'Camera on or off'],
  s: ['screen', 'Share the screen, or stop'],
  g: ['speaker-view', 'Speaker view on or off'],
  h: ['hand', 'Raise or lower your hand'],
  c: ['tab-chat', 'Chat'],
  p: ['tab-people', 'People'],
  l: ['tab-links', 'Links'],
  ',': ['open-settings', 'Settings'],
  '?': ['open-help', 'This list'],
};

/** Single keys press buttons, unless somebody writes, a dialog is open, or the user has turned them off. */
export function enableShortcuts() {
  byId('open-help').addEventListener('click', explain);
  document.addEventListener('keydown', (event) => {
    const button = byId(KEYS[event.key.toLowerCase()]?.[0]);
    if (button === null || !isMeant(event)) return;
    event.preventDefault();
    if (!button.disabled && !button.hidden) button.click();
    if (button.id === 'tab-chat') byId('text').focus();
    else if (button.matches('[role=tab]')) button.focus();
  });
}

function explain() {
  const keys = Object.entries(KEYS).filter(([, [button]]) => byId(button) !== null);
  byId('shortcuts').replaceChildren(
    ...keys.flatMap(([key, [, words]]) => [element('dt', '', element('kbd', '', key.toUpperCase())), element('dd', '', words)]),
  );
}

function isMeant({ target, altKey, ctrlKey, metaKey, repeat, isComposing }) {
  if (altKey || ctrlKey || metaKey || repeat || isComposing || !preference('shortcuts')) return false;
  if (document.body.dataset.view !== 'room') return false;
  return target.closest('input, textarea, select, dialog') === null && document.querySelector('dialog[open]') === null;
}
