/** How often to look whether the machine was asleep, and how late a look must be for that, in milliseconds. */
const LOOK = 5_000;
const ASLEEP = 20_000;

/**
 * Notices when the network goes and comes back, when the page becomes visible again, and when the machine wakes up. Does
 * nothing where there is no page.
 */
export class PageWatch {
  #on;
  #looked = 0;
  #timer = 0;
  #wake = () => this.#on.wake();
  #online = () => this.#on.online();
  #offline = () => this.#on.offline();
  #visibility = () => document.visibilityState !== 'hidden' && this.#on.wake();

  /** @param {{ wake: () => void, online: () => void, offline: () => void }} on */
  constructor(on) {
    this.#on = on;
  }

  start() {
    globalThis.addEventListener?.('online', this.#online);
    globalThis.addEventListener?.('offline', this.#offline);
    globalThis.addEventListener?.('pageshow', this.#wake);
    globalThis.document?.addEventListener('visibilitychange', this.#visibility);
    if (globalThis.document !== undefined) {
      this.#looked = Date.now();
      this.#timer = setInterval(() => this.#look(), LOOK);
    }
  }

  stop() {
    clearInterval(this.#timer);
    globalThis.removeEventListener?.('online', this.#online);
    globalThis.removeEventListener?.('offline', this.#offline);
    globalThis.removeEventListener?.('pageshow', this.#wake);
    globalThis.document?.removeEventListener('visibilitychange', this.#visibility);
  }

  /** The timers of a hidden page are late, too. */
  #look() {
    const slept = Date.now() - this.#looked > ASLEEP;
    this.#looked = Date.now();
    if (slept && document.visibilityState !== 'hidden') {
      this.#on.wake();
    }
  }
}
