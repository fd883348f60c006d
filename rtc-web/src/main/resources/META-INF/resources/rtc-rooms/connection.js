import { Backoff } from './backoff.js';
import { CloseCode, reconnects } from './close-code.js';
import { DisconnectedError } from './errors.js';
import { Socket } from './socket.js';

/** How long, in milliseconds, a connection must have been open for the next loss to count as the first. */
const STABLE = 10_000;

/**
 * What a connection tells.
 *
 * @typedef {object} ConnectionListener
 * @property {() => string} url where to connect to, asked for each attempt
 * @property {(hello: import('./wire.js').Hello) => void} onHello
 * @property {(message: import('./rtc-rooms.js').Message) => void} onMessage
 * @property {() => void} onLost it comes back by itself
 * @property {(code: number, reason: string) => void} onClosed it does not
 * @property {(change: import('./rtc-rooms.js').StateChange) => void} onState
 * @property {(what: string, detail: object) => void} onDebug
 */

/** A way to the room that is restored when it breaks, until it is closed by either side. */
export class Connection {
  /** @type {import('./rtc-rooms.js').State} */
  state = 'idle';
  #listener;
  #WebSocket;
  #backoff;
  /** @type {Socket | null} */
  #socket = null;
  #retry = 0;
  #opened = 0;
  /** @param {Event} event */
  #wake = (event) => this.#wakeUp(event);

  /**
   * @param {ConnectionListener} listener
   * @param {{ backoff?: import('./rtc-rooms.js').BackoffBounds, webSocket?: typeof WebSocket }} options
   */
  constructor(listener, { backoff, webSocket = WebSocket }) {
    this.#listener = listener;
    this.#WebSocket = webSocket;
    this.#backoff = new Backoff(backoff);
  }

  /** Waits no longer for the next attempt; does nothing if it is open, or on its way there. */
  open() {
    if (this.state === 'idle' || this.state === 'closed') {
      this.#backoff.reset();
      this.#attempt('connecting');
      this.#listenToThePage(true);
    } else if (this.#retry !== 0) {
      this.#attempt('reconnecting');
    }
  }

  /** Says goodbye; does nothing if there is nobody to say it to. */
  close() {
    if (this.state !== 'idle' && this.state !== 'closed') {
      clearTimeout(this.#retry);
      this.#retry = 0;
      const socket = this.#socket;
      this.#socket = null;
      socket?.end(CloseCode.LEFT, 'left');
      this.#closed(CloseCode.LEFT, 'left');
    }
  }

  /**
   * @param {object} message
   * @throws {DisconnectedError} if it is not open
   * @throws {import('./errors.js').TooLargeError} if the server would not take it
   */
  send(message) {
    if (this.state !== 'open' || this.#socket === null) {
      throw new DisconnectedError('There is no connection');
    }
    this.#socket.send(message);
  }

  /** @param {'connecting' | 'reconnecting'} state */
  #attempt(state) {
    clearTimeout(this.#retry);
    this.#retry = 0;
    /** @type {Socket} */
    const socket = new Socket(this.#listener.url(), this.#WebSocket, {
      onMessage: (message) => this.#hear(message, socket),
      onEnd: (code, reason) => socket === this.#socket && this.#ended(code, reason),
      onDebug: this.#listener.onDebug,
    });
    this.#socket = socket;
    this.#change({ state });
  }

  /**
   * @param {import('./rtc-rooms.js').Message} message
   * @param {Socket} socket
   */
  #hear(message, socket) {
    if (message.type === 'ping') {
      socket.send({ type: 'pong' });
    } else if (message.type === 'hello') {
      this.#greeted(/** @type {import('./wire.js').Hello} */ (message), socket);
    } else {
      this.#listener.onMessage(message);
    }
  }

  /**
   * @param {import('./wire.js').Hello} hello
   * @param {Socket} socket
   */
  #greeted(hello, socket) {
    this.#opened = performance.now();
    socket.greeted(hello);
    this.#change({ state: 'open' }, () => this.#listener.onHello(hello));
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #ended(code, reason) {
    this.#socket = null;
    if (!reconnects(code)) {
      this.#closed(code, reason);
      return;
    }
    if (this.state === 'open' && performance.now() - this.#opened >= STABLE) {
      this.#backoff.reset();
    }
    const retryInMs = this.#backoff.next();
    this.#retry = setTimeout(() => this.#attempt('reconnecting'), retryInMs);
    this.#change({ state: 'reconnecting', code, reason, retryInMs }, () => this.#listener.onLost());
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #closed(code, reason) {
    this.#listenToThePage(false);
    this.#change({ state: 'closed', code, reason }, () => this.#listener.onClosed(code, reason));
  }

  /**
   * @param {import('./rtc-rooms.js').StateChange} change
   * @param {() => void} [first] what comes before it is told, and may change the state again
   */
  #change(change, first) {
    this.state = change.state;
    first?.();
    if (this.state === change.state) {
      this.#listener.onState(change);
    }
  }

  /**
   * The page can be seen again, or the network is back: what was waited for may have come.
   *
   * @param {Event} event
   */
  #wakeUp(event) {
    if (event.type === 'visibilitychange' && document.visibilityState === 'hidden') {
      return;
    }
    if (this.#retry !== 0) {
      this.#attempt('reconnecting');
    } else if (this.state === 'open') {
      this.#socket?.probe();
    }
  }

  /** @param {boolean} listen */
  #listenToThePage(listen) {
    const change = listen ? 'addEventListener' : 'removeEventListener';
    window[change]('online', this.#wake);
    window[change]('pageshow', this.#wake);
    document[change]('visibilitychange', this.#wake);
  }
}
