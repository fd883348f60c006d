/** How many may go at once, and how many a second after that: below the 1024 and 200 that a server takes by default. */
const BURST = 512;
const PER_SECOND = 150;

/** Spreads what may wait: who publishes to many gathers more candidates at once than the server takes. */
export class Pace {
  #allowed = BURST;
  #counted = performance.now();
  /** @type {(() => void)[]} */
  #waiting = [];
  #timer = 0;

  /** @param {() => void} task is run now or soon, in order */
  run(task) {
    this.#waiting.push(task);
    this.#drain();
  }

  #drain() {
    const now = performance.now();
    this.#allowed = Math.min(BURST, this.#allowed + ((now - this.#counted) / 1000) * PER_SECOND);
    this.#counted = now;
    const ready = this.#waiting.splice(0, Math.floor(this.#allowed));
    this.#allowed -= ready.length;
    ready.forEach((task) => task());
    if (this.#waiting.length > 0 && this.#timer === 0) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#drain();
      }, 1000 / PER_SECOND);
    }
  }
}
