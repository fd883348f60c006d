/** Notices when the page becomes visible again, or the network comes back. Does nothing where there is no page. */
export class PageWatch {
  #onWake;
  #wake = () => this.#onWake();
  #visibility = () => document.visibilityState !== 'hidden' && this.#onWake();

  /** @param {() => void} onWake */
  constructor(onWake) {
    this.#onWake = onWake;
  }

  start() {
    globalThis.addEventListener?.('online', this.#wake);
    globalThis.addEventListener?.('pageshow', this.#wake);
    globalThis.document?.addEventListener('visibilitychange', this.#visibility);
  }

  stop() {
    globalThis.removeEventListener?.('online', this.#wake);
    globalThis.removeEventListener?.('pageshow', this.#wake);
    globalThis.document?.removeEventListener('visibilitychange', this.#visibility);
  }
}
