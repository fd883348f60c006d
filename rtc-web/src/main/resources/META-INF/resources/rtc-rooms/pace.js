/** How many may go at once, and how many a second after that: below the 1024 and 200 that a server takes by default. */
const COMMANDS = { burst: 512, perSecond: 150 };

/** The cost of a command other than a candidate: a server counts four candidates as one command. */
export const COMMAND = 4;

/** How often to look whether what waits may go, in milliseconds. */
const DELAY = 7;

/** Delays what can wait, so that this client stays below the rate at which a server refuses commands. */
export class Pace {
  #burst;
  #perSecond;
  #allowed;
  #counted = performance.now();
  /** @type {{ task: () => void, cost: number }[]} */
  #waiting = [];
  #timer = 0;

  /** @param {{ burst: number, perSecond: number }} [rate] the cost that may be had at once, and for each second */
  constructor({ burst, perSecond } = COMMANDS) {
    this.#burst = burst;
    this.#perSecond = perSecond;
    this.#allowed = burst;
  }

  /**
   * @param {() => void} task runs now or later, in the order of the calls
   * @param {number} [cost] 1 for a candidate; what costs more than the burst waits for all of it
   */
  run(task, cost = 1) {
    this.#waiting.push({ task, cost: Math.min(cost, this.#burst) });
    this.#drain();
  }

  #drain() {
    const now = performance.now();
    this.#allowed = Math.min(this.#burst, this.#allowed + ((now - this.#counted) / 1000) * this.#perSecond);
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
      }, DELAY);
    }
  }
}
