import { byId } from './page.js';
import { dress } from './portrait.js';

const WORDS = {
  waiting: 'connecting…',
  playing: '',
  interrupted: 'interrupted…',
  sound: 'camera off',
  paused: 'paused: too little bandwidth',
  failed: 'no way through the network',
};

const QUALITIES = { good: 'Connection: good', fair: 'Connection: fair', poor: 'Connection: poor' };

/** One person's picture in the grid. */
export class Tile {
  node = byId('tile').content.firstElementChild.cloneNode(true);
  #video = this.node.querySelector('video');
  #sound;
  #fit;
  /** Ends what {@link #fit} has begun. */
  #unfit;
  #pinned = false;
  #connection;
  #paused = false;
  /** @type {{ name: string, user: string } | undefined} as it is shown */
  #named;
  #size = { width: 0, height: 0 };
  #onTracks = () => this.#showState();

  /**
   * @param {import('./tiles.js').Person} person
   * @param {import('./sound.js').Sound} sound
   * @param {import('/rtc-rooms/rtc-rooms.js').RoomClient['fitVideo']} fit
   * @param {() => void} onPin the user wants to see it large, or no longer
   */
  constructor({ own, screen }, sound, fit, onPin) {
    this.#sound = sound;
    this.#fit = fit;
    this.#unfit = fit(this.#video);
    this.#video.muted = own ?? false;
    for (const event of ['playing', 'resize']) {
      this.#video.addEventListener(event, () => this.#showState());
    }
    this.node.classList.toggle('own', own ?? false);
    this.node.classList.toggle('screen', screen ?? false);
    this.node.querySelector('.full').addEventListener('click', () => this.#toggleFullScreen());
    this.node.querySelector('.pin').addEventListener('click', onPin);
    this.#showState();
  }

  /** @param {import('./tiles.js').Person} person how it is now */
  show(person) {
    const { stream = null, connection, paused = false, quality, sign } = person;
    this.#connection = connection;
    this.#paused = paused;
    this.#name(person);
    if (this.#video.srcObject !== stream) this.#play(stream);
    this.node.querySelector('.tile-muted').hidden = !sign?.muted;
    this.#showQuality(quality);
    this.#showState();
  }

  /** @returns {{ width: number, height: number }} in device pixels */
  get size() {
    return this.#size;
  }

  /** @param {import('./arrange.js').Box} box */
  place({ x, y, width, height }) {
    this.#size = { width: width * devicePixelRatio, height: height * devicePixelRatio };
    const { style } = this.node;
    style.setProperty('--x', `${x}px`);
    style.setProperty('--y', `${y}px`);
    style.setProperty('--width', `${width}px`);
    style.setProperty('--height', `${height}px`);
  }

  /** @param {{ large: boolean, floats: boolean, pinned: boolean }} rank */
  rank({ large, floats, pinned }) {
    this.node.classList.toggle('large', large);
    this.node.classList.toggle('floats', floats);
    this.node.querySelector('.pin').setAttribute('aria-pressed', pinned);
    if (pinned !== this.#pinned) this.#unfit = this.#fit(this.#video, { pinned });
    this.#pinned = pinned;
  }

  /** @param {boolean} speaking whether it is heard now */
  speaks(speaking) {
    this.node.classList.toggle('speaking', speaking);
  }

  end() {
    this.#unfit();
    this.#sound.forget(this.#video);
    this.#play(null);
    this.node.remove();
  }

  /** One's own name and user are not known for certain before the server's hello. */
  #name({ name, user, own, screen }) {
    if (name === this.#named?.name && user === this.#named.user) return;
    this.#named = { name, user };
    const words = title(name, own, screen);
    this.node.querySelector('b').textContent = words;
    dress(this.node.querySelector('.portrait'), name, user);
    this.#label('.full', `Full screen: ${words}`);
    this.#label('.pin', `Pin: ${words}`);
  }

  #play(stream) {
    this.#listen('removeEventListener');
    this.#video.srcObject = stream;
    this.#listen('addEventListener');
    if (stream) this.#sound.play(this.#video);
  }

  /** A camera that is turned off is taken out of its stream. */
  #listen(change) {
    for (const event of ['addtrack', 'removetrack']) this.#video.srcObject?.[change](event, this.#onTracks);
  }

  #showQuality(quality) {
    const bars = this.node.querySelector('.bars');
    bars.hidden = quality === undefined;
    if (quality === undefined) return;
    const { level, rtt, inboundLoss } = quality;
    bars.dataset.level = level;
    bars.setAttribute('aria-label', QUALITIES[level]);
    const delay = rtt === null ? '' : `, ${rtt} ms there and back`;
    const loss = inboundLoss === null ? '' : `, ${Math.round(inboundLoss * 100)} % lost`;
    bars.title = `${QUALITIES[level]}${delay}${loss}`;
  }

  #showState() {
    const state = this.#state();
    this.node.dataset.state = state;
    this.node.querySelector('.tile-state').textContent = WORDS[state];
  }

  #state() {
    const stream = this.#video.srcObject;
    if (this.#connection === 'failed') return 'failed';
    if (stream?.getVideoTracks().length === 0) return 'sound';
    if (this.#paused) return 'paused';
    if (!stream || this.#video.videoWidth === 0) return 'waiting';
    return this.#connection === 'disconnected' ? 'interrupted' : 'playing';
  }

  #label(selector, label) {
    const button = this.node.querySelector(selector);
    button.setAttribute('aria-label', label);
    button.title = label;
  }

  #toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.node.requestFullscreen?.().catch(() => {});
  }
}

function title(name, own, screen) {
  if (screen) return own ? 'Your screen' : `${name} is presenting`;
  return own ? `${name} (you)` : name;
}
