/** Calls back once when nothing was received for too long. */
export class Watchdog {
  #patience;
  #onSilence;
  #heard = performance.now();
  #timer = 0;
  #probe = 0;

  /**
   * @param {number} patience milliseconds
   * @param {() => void} onSilence
   */
  constructor(patience, onSilence) {
    this.#patience = patience;
    this.#onSilence = onSilence;
    this.#watch();
  }

  /** Records that something was received. Cheap: the running timer checks it when it fires. */
  heard() {
    this.#heard = performance.now();
  }

  /**
   * Sets how long silence may last, starting now.
   *
   * @param {number} patience milliseconds
   */
  wait(patience) {
    this.#patience = patience;
    this.heard();
    clearTimeout(this.#timer);
    this.#watch();
  }

  /**
   * Requires that something is received soon.
   *
   * @param {number} patience milliseconds
   */
  expect(patience) {
    const asked = performance.now();
    clearTimeout(this.#probe);
    this.#probe = setTimeout(() => this.#heard < asked && this.#bark(), patience);
  }

  stop() {
    clearTimeout(this.#timer);
    clearTimeout(this.#probe);
  }

  #watch() {
    const rest = this.#heard + this.#patience - performance.now();
    if (rest <= 0) {
      this.#bark();
    } else {
      this.#timer = setTimeout(() => this.#watch(), rest);
    }
  }

  #bark() {
    this.stop();
    this.#onSilence();
  }
}
