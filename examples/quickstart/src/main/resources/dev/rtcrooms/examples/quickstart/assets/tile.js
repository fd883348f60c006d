import { byId } from './page.js';
import { dress } from './portrait.js';

const WORDS = {
  waiting: 'connecting…',
  playing: '',
  interrupted: 'interrupted…',
  sound: 'sound only',
  failed: 'no way through the network',
};

/** One person's picture in the grid. */
export class Tile {
  node = byId('tile').content.firstElementChild.cloneNode(true);
  #video = this.node.querySelector('video');
  #sound;
  #connection;

  constructor({ name, user, own }, sound) {
    this.#sound = sound;
    this.#video.muted = own ?? false;
    for (const event of ['playing', 'resize']) {
      this.#video.addEventListener(event, () => this.#showState());
    }
    this.node.classList.toggle('own', own ?? false);
    this.node.querySelector('b').textContent = own ? `${name} (you)` : name;
    dress(this.node.querySelector('.portrait'), name, user);
    const full = this.node.querySelector('.full');
    full.setAttribute('aria-label', `Full screen: ${name}`);
    full.addEventListener('click', () => this.#toggleFullScreen());
    this.#showState();
  }

  /**
   * @param {MediaStream | null} stream null while there is none yet
   * @param {RTCPeerConnectionState} [connection] how the way to this person is
   */
  play(stream, connection) {
    this.#connection = connection;
    if (this.#video.srcObject !== stream) {
      this.#video.srcObject = stream;
      if (stream) this.#sound.play(this.#video);
    }
    this.#showState();
  }

  end() {
    this.#sound.forget(this.#video);
    this.#video.srcObject = null;
    this.node.remove();
  }

  #showState() {
    const state = this.#state();
    this.node.dataset.state = state;
    this.node.querySelector('.tile-state').textContent = WORDS[state];
  }

  #state() {
    const stream = this.#video.srcObject;
    if (this.#connection === 'failed') return 'failed';
    if (stream && this.#video.videoWidth > 0) {
      return this.#connection === 'disconnected' ? 'interrupted' : 'playing';
    }
    return stream?.getVideoTracks().length === 0 ? 'sound' : 'waiting';
  }

  #toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.node.requestFullscreen?.().catch(() => {});
  }
}
