import { devices } from './camera.js';
import { byId } from './page.js';

/** Plays videos; where the browser forbids sound, without it, until the user touches the page. */
export class Sound {
  /** Whether the browser lets a page choose where the sound comes out. */
  canChooseSpeaker = 'setSinkId' in HTMLMediaElement.prototype;
  #videos = new Set();
  #silenced = new Set();
  #notice = byId('silent');

  constructor() {
    byId('sound').addEventListener('click', () => this.#allow());
    for (const gesture of ['pointerup', 'keydown']) {
      document.addEventListener(gesture, () => this.#allow());
    }
  }

  /** Another speaker was chosen. */
  reroute() {
    return Promise.all([...this.#videos].map((video) => devices.routeSound(video)));
  }

  async play(video) {
    this.#videos.add(video);
    devices.routeSound(video).catch(() => {}); // not allowed: then the browser's own choice
    try {
      await video.play();
    } catch (problem) {
      if (problem.name !== 'NotAllowedError') return; // another stream took its place
      video.muted = true;
      this.#silenced.add(video);
      this.#showNotice();
      await video.play().catch(() => {});
    }
  }

  forget(video) {
    this.#videos.delete(video);
    this.#silenced.delete(video);
    this.#showNotice();
  }

  #allow() {
    if (navigator.userActivation?.hasBeenActive === false) return; // Escape, for one, allows nothing
    for (const video of this.#silenced) {
      video.muted = false;
      video.play().catch(() => {});
    }
    this.#silenced.clear();
    this.#showNotice();
  }

  #showNotice() {
    const heard = [...this.#silenced].some((video) => video.srcObject?.getAudioTracks().length > 0);
    this.#notice.hidden = !heard;
  }
}
