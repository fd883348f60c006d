import { closing } from './closings.js';
import { byId, show } from './page.js';

const WORDS = {
  idle: 'Connecting…',
  connecting: 'Connecting…',
  open: 'Connected',
  reconnecting: 'Reconnecting…',
  closed: 'Disconnected',
};
const SERVER_AWAY_AFTER = 3;

/** Shows how a room's connection is, how many are there, and in the end why it ended. */
export function followConnection(room, role) {
  const trouble = new Trouble(room);
  room.addEventListener('state', ({ detail }) => {
    byId('status').textContent = WORDS[detail.state];
    document.querySelector('.status').dataset.state = detail.state;
    trouble.update(detail);
  });
  room.addEventListener('viewers', () => showCounts(room.viewers));
  room.addEventListener('closed', ({ detail }) => showEnd(closing(detail, role)));
  byId('again').addEventListener('click', () => location.reload());
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

  update({ state, retryInMs }) {
    clearInterval(this.#timer);
    this.#strip.hidden = state !== 'reconnecting';
    if (state === 'open') {
      this.#wasOpen = true;
      this.#tries = 0;
    }
    if (state !== 'reconnecting') return;
    if (retryInMs !== undefined) this.#tries += 1;
    this.#say(this.#reason());
    this.#count(Date.now() + (retryInMs ?? 0));
  }

  #reason() {
    if (!navigator.onLine) return 'You are offline.';
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
