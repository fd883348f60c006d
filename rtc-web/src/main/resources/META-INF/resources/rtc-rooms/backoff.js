/**
 * The delays between attempts: exponential backoff with full jitter. A delay is random, between zero and
 * `min(cap, base * 2^attempt)`, so that the clients of a restarted server do not come back all at once
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export class Backoff {
  #base;
  #cap;
  #random;
  #attempt = 0;

  /**
   * @param {{ base?: number, cap?: number }} [bounds] milliseconds
   * @param {() => number} [random] from 0 to below 1
   */
  constructor({ base = 500, cap = 20_000 } = {}, random = Math.random) {
    this.#base = base;
    this.#cap = cap;
    this.#random = random;
  }

  /**
   * @param {number} [most] another upper bound of this delay, in milliseconds
   * @returns {number} whole milliseconds
   */
  next(most = Infinity) {
    const bound = Math.min(this.#cap, this.#base * 2 ** this.#attempt++, most);
    return Math.floor(this.#random() * bound);
  }

  reset() {
    this.#attempt = 0;
  }
}
