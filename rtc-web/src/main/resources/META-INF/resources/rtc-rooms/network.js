/** In milliseconds: what belongs to one change of the network comes within this time. */
const BURST = 500;

/** Says when this machine's way to the network has changed, once for all that comes together. */
export class Network {
  #onChange;
  #timer = 0;
  /** `navigator.connection` (W3C Network Information), where the browser has it. */
  #connection = /** @type {any} */ (navigator).connection;
  #type = this.#connection?.type;
  #online = () => this.#changed();
  #changedType = () => this.#lookAtType();

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  watch() {
    this.#type = this.#connection?.type;
    addEventListener('online', this.#online);
    this.#connection?.addEventListener?.('change', this.#changedType);
  }

  stop() {
    clearTimeout(this.#timer);
    removeEventListener('online', this.#online);
    this.#connection?.removeEventListener?.('change', this.#changedType);
  }

  /** The event comes for each new estimate of the speed as well. */
  #lookAtType() {
    const { type } = this.#connection;
    if (type !== this.#type) {
      this.#type = type;
      if (type !== 'none') {
        this.#changed();
      }
    }
  }

  #changed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onChange, BURST);
  }
}
