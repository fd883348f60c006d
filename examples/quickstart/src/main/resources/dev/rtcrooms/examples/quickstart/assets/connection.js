import { closing } from './closings.js';
import { byId, show } from './page.js';
import { followName } from './room-name.js';

const WORDS = {
  idle: 'Connecting…',
  connecting: 'Connecting…',
  waiting: 'Waiting…',
  open: 'Connected',
  reconnecting: 'Reconnecting…',
  closed: 'Disconnected',
};
const SERVER_AWAY_AFTER = 3;

/** Shows how a room's connection is, how many are there, and in the end why it ended. */
export function followConnection(room, role) {
  const trouble = new Trouble(room);
  followName(room);
  room.addEventListener('state', ({ detail }) => {
    byId('status').textContent = WORDS[detail.state];
    document.querySelector('.status').dataset.state = detail.state;
    trouble.update(detail);
    showWaiting(detail.state);
  });
  room.addEventListener('viewers', () => showCounts(room.viewers));
  room.addEventListener('recording', () => (byId('recorded').hidden = !room.recording));
  room.addEventListener('closed', ({ detail }) => showEnd(closing(detail, role)));
  byId('stop-waiting').addEventListener('click', () => room.leave());
  byId('again').addEventListener('click', () => location.reload());
}

function showWaiting(state) {
  const waits = document.body.dataset.view === 'waiting-room';
  if (state === 'waiting' && !waits) show('waiting-room', byId('waiting-title'));
  if (state === 'open' && waits) show('room');
}

function showCounts({ participants, watchers }) {
  byId('participants').textContent = participants;
  byId('participants-word').textContent = participants === 1 ? 'participant' : 'participants';
  byId('watchers').textContent = watchers;
}

function showEnd({ title, text, again }) {
  byId('ended-title').textContent = title;
  byId('ended-text').textContent = text;
  byId('again').hidden = !again;
  byId('again').textContent = again ?? '';
  show('ended', byId('ended-title'));
}

/** The strip that says that the connection is lost, and when it is tried again. */
class Trouble {
  #strip = byId('trouble');
  #text = byId('trouble-text');
  #countdown = byId('trouble-countdown');
  #wasOpen = false;
  #tries = 0;
  #timer;

  constructor(room) {
    byId('retry').addEventListener('click', () => room.connect());
  }

  update({ state, code, retryInMs, offline, restarting }) {
    clearInterval(this.#timer);
    this.#strip.hidden = state !== 'reconnecting' && !offline;
    if (state === 'open') {
      this.#wasOpen = true;
      this.#tries = 0;
    }
    if (this.#strip.hidden) return;
    if (code !== undefined) this.#tries += 1;
    this.#say(this.#reason(offline, restarting));
    this.#count(restarting ?? Date.now() + (retryInMs ?? 0));
  }

  #reason(offline, restarting) {
    if (offline) return 'You are offline.';
    if (restarting) return 'The server is restarting. You will be reconnected automatically.';
    if (this.#tries > SERVER_AWAY_AFTER) return 'The server does not answer.';
    return this.#wasOpen ? 'The connection was lost.' : 'The server cannot be reached.';
  }

  #say(text) {
    // unchanged text is left alone, so that it is not read out at each try
    if (this.#text.textContent !== text) this.#text.textContent = text;
  }

  #count(until) {
    const tick = () => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      this.#countdown.textContent = seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again…';
    };
    tick();
    this.#timer = setInterval(tick, 250);
  }
}
