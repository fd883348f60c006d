import { byId, isolated } from './page.js';
import { toast } from './toast.js';

const BUTTONS = { audio: ['microphone'], video: ['camera'], screen: ['screen'], all: ['microphone', 'camera', 'screen'] };
const WORDS = { audio: 'microphone', video: 'camera', screen: 'screen', all: 'microphone and camera' };

/** What moderators let this user do, and ask it to. */
export function followPermissions(room) {
  let before = null;
  const show = () => {
    const { grants } = room;
    byId('text').disabled = !grants.has('chat');
    for (const id of BUTTONS.all) byId(id).disabled = !grants.has('publish');
    if (before !== null) tell(before, grants);
    before = grants;
  };
  room.addEventListener('hello', show);
  room.addEventListener('grants', show);
  room.addEventListener('mute-requested', ({ detail: { media, by } }) => {
    const pressed = BUTTONS[media].map(byId).filter((button) => button.getAttribute('aria-pressed') === 'true');
    for (const button of pressed) button.click();
    if (pressed.length === 0) return;
    toast(`${by === null ? 'The host' : isolated(by.name)} has turned off your ${WORDS[media]}.`);
  });
}

const CHANGES = {
  chat: ['A moderator lets you write again.', 'A moderator does not let you write now.'],
  publish: ['You may turn on your microphone and camera again.', 'A moderator does not let you use your microphone and camera now.'],
  moderate: ['You are a moderator of this room now.', 'You are no longer a moderator of this room.'],
};

function tell(before, now) {
  for (const [grant, [given, taken]] of Object.entries(CHANGES)) {
    if (before.has(grant) !== now.has(grant)) toast(now.has(grant) ? given : taken);
  }
}
