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
  #wakeIfVisible = () => document.visibilityState !== 'hidden' && this.#on.wake();

  /** @param {{ wake: () => void, online: () => void, offline: () => void }} on */
  constructor(on) {
    this.#on = on;
  }

  start() {
    this.#listen('addEventListener');
    if (globalThis.document !== undefined) {
      this.#looked = Date.now();
      this.#timer = setInterval(() => this.#look(), LOOK);
    }
  }

  stop() {
    clearInterval(this.#timer);
    this.#listen('removeEventListener');
  }

  /** @param {'addEventListener' | 'removeEventListener'} how */
  #listen(how) {
    globalThis[how]?.('online', this.#on.online);
    globalThis[how]?.('offline', this.#on.offline);
    globalThis[how]?.('pageshow', this.#on.wake);
    globalThis.document?.[how]('visibilitychange', this.#wakeIfVisible);
  }

  /** The timers of a hidden page are late, too. */
  #look() {
    const slept = Date.now() - this.#looked > ASLEEP;
    this.#looked = Date.now();
    if (slept) {
      this.#wakeIfVisible();
    }
  }
}
