import { byId, element } from './page.js';

const SHOWN_MS = 6000;
const SHOWN = 3;

/** Says for a while what has happened, to the eye and to the ear; it can also be found elsewhere on the page. */
export function toast(text) {
  const list = byId('toasts');
  const item = element('p', 'toast', text);
  item.dir = 'auto';
  list.append(item);
  while (list.childElementCount > SHOWN) list.firstElementChild.remove();
  setTimeout(() => item.remove(), SHOWN_MS);
}
