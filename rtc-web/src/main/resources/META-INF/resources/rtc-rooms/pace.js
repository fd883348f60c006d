/** How many may go at once, and how many a second after that: below the 1024 and 200 that a server takes by default. */
const BURST = 512;
const PER_SECOND = 150;

/** The cost of a command other than a candidate: a server counts four candidates as one command. */
export const COMMAND = 4;

/** Delays what can wait, so that this client stays below the rate at which a server refuses commands. */
export class Pace {
  #allowed = BURST;
  #counted = performance.now();
  /** @type {{ task: () => void, cost: number }[]} */
  #waiting = [];
  #timer = 0;

  /**
   * @param {() => void} task runs now or later, in the order of the calls
   * @param {number} [cost] 1 for a candidate
   */
  run(task, cost = 1) {
    this.#waiting.push({ task, cost });
    this.#drain();
  }

  #drain() {
    const now = performance.now();
    this.#allowed = Math.min(BURST, this.#allowed + ((now - this.#counted) / 1000) * PER_SECOND);
    this.#counted = now;
    while (this.#waiting.length > 0 && this.#waiting[0].cost <= this.#allowed) {
      const { task, cost } = /** @type {{ task: () => void, cost: number }} */ (this.#waiting.shift());
      this.#allowed -= cost;
      task();
    }
    if (this.#waiting.length > 0 && this.#timer === 0) {
      this.#timer = setTimeout(() => {
        this.#timer = 0;
        this.#drain();
      }, 1000 / PER_SECOND);
    }
  }
}
