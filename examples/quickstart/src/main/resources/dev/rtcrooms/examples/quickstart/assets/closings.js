/**
 * What the page says when the connection has ended for good: the close codes of docs/protocol.md
 * that mean "do not reconnect", in the user's words. "again" is the button's word, if coming back
 * can help.
 */
const CLOSINGS = {
  1000: { title: 'You left the room', text: 'The same link leads back.', again: 'Rejoin' },
  4500: {
    title: 'The room was closed',
    text: 'Whoever runs this server ended it for everybody.',
    again: 'Open it again',
  },
  4501: {
    title: 'You were removed',
    text: 'A moderator, or whoever runs this server, asked you to leave.',
    again: 'Come back',
  },
  4502: {
    title: 'You are here in another tab',
    text: 'The same visit goes on in a newer tab or window.',
    again: 'Use this one',
  },
  4503: {
    title: 'The room is full',
    text: 'It holds as many people as it may. When somebody leaves, there will be room.',
    again: 'Try again',
  },
  4504: { title: 'You may not enter', text: 'Whoever runs this room did not let you in.' },
  4505: { title: 'Log in first', text: 'This room is for people who are logged in.', again: 'Try again' },
  4506: {
    title: 'This link leads nowhere',
    text: 'The room is gone, or the link is incomplete.',
  },
  4507: {
    title: 'That was too much at once',
    text: 'This page sent more than the server takes, and was disconnected.',
    again: 'Come back',
  },
  4509: { title: 'You are banned from this room', text: 'A moderator does not want you here.' },
  4510: {
    title: 'The room is locked',
    text: 'Nobody else may enter now. Ask somebody who is inside.',
    again: 'Try again',
  },
  4511: { title: 'You were not let in', text: 'No moderator let you in.', again: 'Ask again' },
  4512: {
    title: 'You are connected elsewhere',
    text: 'You entered from another window or device.',
    again: 'Use this one',
  },
  4513: {
    title: 'You are in the room already',
    text: 'You are connected from another window or device. Close that one first.',
    again: 'Try again',
  },
};

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

const WATCHING = {
  4500: { title: 'The stream has ended', text: 'The room was closed.', again: 'Look again' },
  4503: {
    title: 'The stream is full',
    text: 'As many people are watching as may. When somebody leaves, there will be room.',
    again: 'Try again',
  },
};

/** The words for a close code, as one who came by this role understands them. */
export function closing({ code, reason }, role) {
  return (
    moderated(code, reason) ||
    (role === 'watcher' && WATCHING[code]) ||
    CLOSINGS[code] || {
      title: 'The connection has ended',
      text: `The server said: ${reason || 'nothing'} (${code ?? 'no code'}).`,
      again: 'Try again',
    }
  );
}

/** What moderators do may have a reason in their words, and an end. */
function moderated(code, reason = '') {
  if (code === 4509) {
    const [, until, why] = /^banned(?: until (\S+Z))?(?:: (.*))?$/s.exec(reason) ?? [];
    const end = until === undefined ? 'The ban lasts until the room ends.' : `The ban lasts until ${clock.format(new Date(until))}.`;
    return { ...CLOSINGS[code], text: `${why ? said(why) : CLOSINGS[code].text} ${end}`, again: until === undefined ? undefined : 'Try again' };
  }
  const why = { 4501: 'removed', 4511: 'not let in' }[code];
  if (why === undefined || reason === '' || reason === why) return undefined;
  return { ...CLOSINGS[code], text: said(reason) };
}

function said(reason) {
  const end = /[.!?\u2026]$/u.test(reason) ? '' : '.';
  return `The moderator wrote: \u201c${reason}\u201d${end}`;
}
