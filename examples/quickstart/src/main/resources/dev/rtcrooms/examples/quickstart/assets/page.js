/** Small things that every page needs. */

export const byId = (id) => document.getElementById(id);

/** The room's WebSocket, relative to the page: a proxy may show both under another scheme, host or path. */
export const socketAddress = () => `${location.pathname.replace(/\/$/, '')}/websocket`;

/** What others wrote comes in here and nowhere else: as text, never as HTML. */
export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** A name within a sentence, whose direction turns nothing of the sentence. */
export const isolated = (name) => `\u2068${name}\u2069`;

/** Says something to those who listen to the page instead of looking at it. */
export function announce(text) {
  byId('announcement').textContent = text;
}

const VIEWS = ['opening', 'gate', 'waiting-room', 'room', 'ended'];

/** Shows one of the page's views and moves the keyboard into it. */
export function show(view, focus = byId(view)) {
  document.body.dataset.view = view;
  for (const id of VIEWS) {
    const part = byId(id);
    if (part) part.hidden = id !== view;
  }
  focus.focus();
}
