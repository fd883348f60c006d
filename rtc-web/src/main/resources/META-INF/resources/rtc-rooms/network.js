/** How long to wait, in milliseconds, for further events of the same change of the network. */
const BURST = 500;

/** Notices when this machine moves to another network. Events that belong to one change are reported once. */
export class Network {
  #onChange;
  #timer = 0;
  /** `navigator.connection` (W3C Network Information), where the browser has it. */
  #connection = /** @type {any} */ (globalThis.navigator)?.connection;
  #type = this.#connection?.type;
  #online = () => this.#changed();
  #changedType = () => this.#lookAtType();

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  watch() {
    this.#type = this.#connection?.type;
    globalThis.addEventListener?.('online', this.#online);
    this.#connection?.addEventListener?.('change', this.#changedType);
  }

  stop() {
    clearTimeout(this.#timer);
    globalThis.removeEventListener?.('online', this.#online);
    this.#connection?.removeEventListener?.('change', this.#changedType);
  }

  /** The browser fires the event for each new estimate of the speed, too. */
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
