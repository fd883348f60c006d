import { LEFT, LOST, NOT_ALLOWED, NO_SUCH_ROOM, TOO_SLOW, UNAUTHENTICATED, reconnects } from './codes.js';
import { ClosedError, DisconnectedError } from './errors.js';
import { askByHttp } from './http-answer.js';
import { PageWatch } from './page-watch.js';
import { Pauses } from './pauses.js';
import { Socket } from './socket.js';
import { within } from './within.js';

/** How long, in milliseconds, a connection must have been open for the next loss to count as the first. */
const STABLE = 10_000;

/** How long the host may take, in milliseconds, to give the address and the token. */
const TARGET_PATIENCE = 30_000;

/** Jakarta containers send it (RFC 6455 §7.4.1) when they end a WebSocket together with its HTTP session. */
const POLICY = 1008;

/** After so many failed handshakes in a row the answer by HTTP may end the attempts. */
const FAILURES_BEFORE_ENDING = 2;

/** How long a handshake may take while the server expects the client back, in milliseconds. */
const HURRIED_HANDSHAKE = 5_000;

/** Though HTTP does not reach the server, there is a handshake so often, in milliseconds: it may not be allowed HTTP. */
const DOUBT = 5_000;

/**
 * What a connection reports.
 *
 * @typedef {object} ConnectionListener
 * @property {() => Promise<import('./handshake.js').Target>} target where to connect to; called for each attempt
 * @property {(hello: import('./wire.js').Hello) => void} onHello
 * @property {(message: import('./rtc-rooms.js').Message) => void} onMessage
 * @property {() => void} onLost the connection is lost, and will be made again
 * @property {(code: number, reason: string) => void} onClosed the connection has ended for good
 * @property {(change: import('./rtc-rooms.js').StateChange) => void} onState
 * @property {(what: string, detail: object) => void} onDebug
 */

/** A connection to the room that is made again when it breaks, until either side closes it. */
export class Connection {
  /** @type {import('./rtc-rooms.js').State} */
  state = 'idle';
  #listener;
  #WebSocket;
  #pauses;
  /** Whether the browser has said that the network is gone, and nothing has disproved it. */
  offline = false;
  #pageWatch = new PageWatch({
    wake: () => this.#wakeUp(),
    online: () => this.#online(),
    offline: () => this.#offline(),
  });
  /** @type {Socket | null} */
  #socket = null;
  /** The number of the attempt that is under way: an earlier one that still waits for its address is dropped. */
  #attempts = 0;
  #retry = 0;
  /** When the next attempt begins; by performance.now(). */
  #retryAt = 0;
  #opened = 0;
  /** Handshakes that failed since the last one that succeeded. */
  #failures = 0;
  /** When the last handshake began; by performance.now(). */
  #tried = 0;
  /** Whether the last connection ended with 1008. */
  #policyEnded = false;
  #freshTokens;
  /** Whether the server has said hello since {@link open}. */
  #wasOpen = false;

  /**
   * @param {ConnectionListener} listener
   * @param {object} options
   * @param {import('./rtc-rooms.js').BackoffBounds} [options.backoff]
   * @param {typeof WebSocket} [options.webSocket]
   * @param {boolean} [options.freshTokens] whether each attempt has a token that may be a new one
   */
  constructor(listener, { backoff, webSocket, freshTokens = false }) {
    this.#freshTokens = freshTokens;
    this.#listener = listener;
    this.#WebSocket = webSocket;
    this.#pauses = new Pauses(backoff);
  }

  get restarting() {
    return this.#pauses.restarting;
  }

  /** Starts the next attempt at once; does nothing if the connection is open, or an attempt is under way. */
  open() {
    if (this.state === 'idle' || this.state === 'closed') {
      this.#WebSocket ??= environmentsWebSocket();
      this.#pauses.reset();
      this.#failures = 0;
      this.#policyEnded = false;
      this.#wasOpen = false;
      this.offline = globalThis.navigator?.onLine === false;
      this.#pageWatch.start();
      this.#attempt('connecting');
    } else if (this.#retry !== 0) {
      this.#attempt('reconnecting');
    }
  }

  /** Says goodbye; does nothing if there is no connection and no attempt. */
  close() {
    if (this.state !== 'idle' && this.state !== 'closed') {
      this.#closed(LEFT, 'left');
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

  /**
   * Ends the connection, and makes it again after a pause: this client cannot use it.
   *
   * @param {string} reason
   */
  fail(reason) {
    this.#socket?.end(TOO_SLOW, reason);
  }

  /** @param {'connecting' | 'reconnecting'} state */
  async #attempt(state) {
    clearTimeout(this.#retry);
    this.#retry = 0;
    const attempt = ++this.#attempts;
    this.#change({ state });
    if (attempt !== this.#attempts) {
      return; // a listener has left the room
    }
    try {
      const target = await within(TARGET_PATIENCE, this.#listener.target());
      const answer = attempt === this.#attempts && this.#failures > 0 ? await askByHttp(target.url) : null;
      if (attempt === this.#attempts && (answer === null || this.#mayTry(answer))) {
        this.#tried = performance.now();
        this.#socket = this.#connect(target);
      }
    } catch (error) {
      if (attempt === this.#attempts) {
        this.#failed(error);
      }
    }
  }

  /** @param {import('./handshake.js').Target} target */
  #connect(target) {
    const type = /** @type {typeof WebSocket} */ (this.#WebSocket);
    const patience = this.#pauses.expected ? HURRIED_HANDSHAKE : undefined;
    /** @type {Socket} */
    const socket = new Socket(
      target,
      type,
      {
        onMessage: (message) => this.#hear(message, socket),
        onEnd: (code, reason) => socket === this.#socket && this.#ended(code, reason),
        onDebug: this.#listener.onDebug,
      },
      patience,
    );
    return socket;
  }

  /**
   * There was no handshake.
   *
   * @param {unknown} error
   */
  #failed(error) {
    this.#listener.onDebug('address', { error });
    if (error instanceof ClosedError) {
      this.#closed(error.code, error.reason);
    } else if (error instanceof DOMException && (error.name === 'SecurityError' || error.name === 'SyntaxError')) {
      this.#closed(NOT_ALLOWED, `the browser refuses the address: ${error.message}`);
    } else {
      this.#lost(LOST, 'the address or token function failed');
    }
  }

  /**
   * @param {import('./rtc-rooms.js').Message} message
   * @param {Socket} socket
   */
  #hear(message, socket) {
    if (message.type === 'ping') {
      socket.send({ type: 'pong' });
    } else if (message.type === 'waiting') {
      this.#waits(/** @type {import('./wire.js').WaitingMessage} */ (message), socket);
    } else if (message.type === 'hello') {
      this.#greeted(/** @type {import('./wire.js').Hello} */ (message), socket);
    } else {
      this.#listener.onMessage(message);
    }
  }

  /**
   * The server says hello when somebody lets this client in; until then it repeats that it waits.
   *
   * @param {import('./wire.js').WaitingMessage} message
   * @param {Socket} socket
   */
  #waits({ heartbeat }, socket) {
    this.#failures = 0;
    socket.watch(heartbeat);
    if (this.state === 'waiting') {
      this.#seemsOffline(false);
    } else {
      this.offline = false;
      this.#change({ state: 'waiting' });
    }
  }

  /**
   * @param {import('./wire.js').Hello} hello
   * @param {Socket} socket
   */
  #greeted(hello, socket) {
    this.#opened = performance.now();
    this.#wasOpen = true;
    this.#failures = 0;
    this.#policyEnded = false;
    this.offline = false;
    this.#pauses.greeted(hello.grace);
    socket.greeted(hello);
    this.#change({ state: 'open' }, () => this.#listener.onHello(hello));
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #ended(code, reason) {
    this.#failures = this.#socket?.opened ? 0 : this.#failures + 1;
    this.#socket = null;
    if (!reconnects(code) && !this.#mayAskAgain(code)) {
      this.#closed(code, reason);
    } else {
      this.#lost(code, reason);
    }
  }

  /**
   * Whether the next attempt may be accepted, though this code is final otherwise: with a fresh token; or after a
   * container has ended the WebSocket with its HTTP session, unless it does so again at once.
   *
   * @param {number} code
   */
  #mayAskAgain(code) {
    if (code === POLICY && !this.#policyEnded) {
      this.#policyEnded = true;
      return true;
    }
    return code === UNAUTHENTICATED && this.#freshTokens;
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #lost(code, reason) {
    if (this.state === 'open') {
      this.#pauses.lost();
      if (performance.now() - this.#opened >= STABLE) {
        this.#pauses.reset();
      }
    }
    const retryInMs = this.#pauses.next(code, reason);
    this.#retryAt = performance.now() + retryInMs;
    this.#retry = setTimeout(() => this.#attempt('reconnecting'), retryInMs);
    this.#change({ state: 'reconnecting', code, reason, retryInMs }, () => this.#listener.onLost());
  }

  /**
   * Whether another handshake may succeed after one that failed. Otherwise ends the attempts if the server refuses
   * them, or else puts this one off: browsers delay the handshakes that follow failed ones (RFC 6455 §7.2.3), so there
   * are few of them.
   *
   * @param {import('./http-answer.js').HttpAnswer} answer
   */
  #mayTry({ away, ending }) {
    if (ending !== null && this.#ends(ending)) {
      this.#closed(ending.code, ending.reason);
      return false;
    }
    if (away && performance.now() - this.#tried < DOUBT) {
      this.#lost(LOST, 'the server cannot be reached');
      return false;
    }
    return true;
  }

  /** @param {import('./http-answer.js').Ending} ending */
  #ends({ code }) {
    if (code === NO_SUCH_ROOM && this.#wasOpen) {
      return false; // a server that is being deployed again knows no address for a while
    }
    return this.#failures >= FAILURES_BEFORE_ENDING && !this.#mayAskAgain(code);
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #closed(code, reason) {
    clearTimeout(this.#retry);
    this.#retry = 0;
    this.#attempts++;
    this.#pauses.end();
    this.offline = false;
    const socket = this.#socket;
    this.#socket = null;
    socket?.end(LEFT, 'left');
    this.#pageWatch.stop();
    this.#change({ state: 'closed', code, reason }, () => this.#listener.onClosed(code, reason));
  }

  /**
   * @param {Omit<import('./rtc-rooms.js').StateChange, 'offline' | 'restarting'>} change
   * @param {() => void} [first] called before the change is announced; it may change the state again
   */
  #change(change, first) {
    this.state = change.state;
    first?.();
    if (this.state === change.state) {
      this.#listener.onState({ ...change, offline: this.offline, restarting: this.restarting });
    }
  }

  /** An attempt may succeed now, and a silent socket may be dead. */
  #wakeUp() {
    if (this.#retry !== 0) {
      if (this.#pauses.mayEndEarly()) {
        this.#attempt('reconnecting');
      }
    } else {
      this.#probe();
    }
  }

  #probe() {
    if (this.state === 'open') {
      this.#socket?.probe(() => this.#seemsOffline(false));
    }
  }

  #online() {
    this.#pauses.reset();
    this.#seemsOffline(false);
    this.#wakeUp();
  }

  /** The browser may be wrong, for example if the server is on this machine. */
  #offline() {
    this.#seemsOffline(true);
    this.#probe();
  }

  /** @param {boolean} offline */
  #seemsOffline(offline) {
    if (this.offline !== offline) {
      this.offline = offline;
      const left = Math.max(0, Math.round(this.#retryAt - performance.now()));
      this.#change(this.#retry === 0 ? { state: this.state } : { state: this.state, retryInMs: left });
    }
  }
}

function environmentsWebSocket() {
  if (globalThis.WebSocket === undefined) {
    throw new TypeError('There is no WebSocket: give one in the option webSocket');
  }
  return WebSocket;
}
