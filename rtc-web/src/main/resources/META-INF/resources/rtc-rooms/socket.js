import { LOST, NO_HEARTBEAT } from './codes.js';
import { FrameWriter, readFrame } from './frames.js';
import { guarded } from './guarded.js';
import { Watchdog } from './watchdog.js';

/** How long to wait for the handshake, and then for the server's hello, in milliseconds. */
const PATIENCE = 15_000;

/** How much later than the server's heartbeat its messages may arrive, in milliseconds. */
const GRACE = 5_000;

/** The ref of a probe; the refs of commands are numbers. */
const PROBE = 'probe';

/** How long to wait for the answer to a probe, in milliseconds. */
const PROBE_PATIENCE = 5_000;

/**
 * What a socket reports.
 *
 * @typedef {object} SocketListener
 * @property {(message: import('./rtc-rooms.js').Message) => void} onMessage
 * @property {(code: number, reason: string) => void} onEnd called once, as the last call
 * @property {(what: string, detail: object) => void} onDebug
 */

/**
 * One WebSocket, from its opening to its end. It ends exactly once: by a close frame, by a lost connection, by silence,
 * or because {@link Socket#end} was called; browsers may need minutes to notice that a network is gone.
 */
export class Socket {
  /** Whether the handshake has succeeded. */
  opened = false;
  #webSocket;
  #listener;
  #ended = false;
  #onAnswer = () => {};
  #frames = new FrameWriter((frame) => this.#write(frame));
  #watchdog;

  /**
   * @param {import('./handshake.js').Target} target
   * @param {typeof WebSocket} WebSocketType
   * @param {SocketListener} listener
   * @param {number} [patience] how long the handshake may take, in milliseconds
   * @throws {DOMException} if the browser refuses the address
   */
  constructor({ url, protocols }, WebSocketType, listener, patience = PATIENCE) {
    this.#listener = listener;
    this.#webSocket = new WebSocketType(url, protocols);
    this.#webSocket.onopen = () => this.#open();
    this.#webSocket.onmessage = ({ data }) => this.#heard(data);
    this.#webSocket.onclose = ({ code, reason }) => this.#over(code, reason);
    // where the handshake has failed, `close` follows, but not in Node.js 22
    this.#webSocket.onerror = () => this.opened || this.#over(LOST, '');
    this.#watchdog = new Watchdog(patience, () => this.end(NO_HEARTBEAT, 'no heartbeat'));
  }

  /**
   * @param {object} message
   * @throws {import('./errors.js').TooLargeError} if the server would not take it
   */
  send(message) {
    this.#frames.add(message);
  }

  /**
   * Watches the server's heartbeat from now on: it has said hello.
   *
   * @param {import('./wire.js').Hello} hello
   */
  greeted({ limits, heartbeat }) {
    this.#frames.limits = limits;
    this.watch(heartbeat);
  }

  /** @param {number} heartbeat the longest silence of the server from now on, in milliseconds */
  watch(heartbeat) {
    this.#watchdog.wait(heartbeat + GRACE);
  }

  /**
   * Checks whether the connection is alive: the server answers the message even if it refuses it. Otherwise the socket
   * ends.
   *
   * @param {() => void} onAnswer
   */
  probe(onAnswer) {
    this.#onAnswer = onAnswer;
    this.send({ type: 'pong', ref: PROBE });
    this.#watchdog.expect(PROBE_PATIENCE);
  }

  /**
   * Ends the connection at once, without waiting for the network.
   *
   * @param {number} code 1000 or 3000 to 4999
   * @param {string} reason
   */
  end(code, reason) {
    if (!this.#ended) {
      this.#frames.flush();
      this.#webSocket.close(code, reason);
      this.#over(code, reason);
    }
  }

  #open() {
    this.opened = true;
    this.#watchdog.wait(PATIENCE);
  }

  /** @param {unknown} data */
  #heard(data) {
    this.#watchdog.heard();
    if (typeof data !== 'string') {
      this.#listener.onDebug('not-text', {});
      return;
    }
    for (const message of readFrame(data, (line) => this.#listener.onDebug('malformed', { line }))) {
      if (this.#ended) {
        return;
      }
      guarded(() => (message.ref === PROBE ? this.#onAnswer() : this.#listener.onMessage(message)));
    }
  }

  /** @param {string} frame */
  #write(frame) {
    if (this.#webSocket.readyState === 1) {
      this.#webSocket.send(frame);
    }
  }

  /**
   * @param {number} code
   * @param {string} reason
   */
  #over(code, reason) {
    if (!this.#ended) {
      this.#ended = true;
      this.#webSocket.onopen = null;
      this.#webSocket.onmessage = null;
      this.#webSocket.onclose = null;
      this.#watchdog.stop();
      this.#listener.onEnd(code, reason);
    }
  }
}
