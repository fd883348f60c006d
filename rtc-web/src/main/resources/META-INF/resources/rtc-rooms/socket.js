import { CloseCode } from './close-code.js';
import { FrameWriter, readFrame } from './frames.js';
import { Watchdog } from './watchdog.js';

const SUBPROTOCOL = 'rtc-rooms.v1';

/** How long it may take, in milliseconds, until a new connection says hello. */
const HELLO_PATIENCE = 15_000;

/** What the network may add to the server's heartbeat, in milliseconds. */
const GRACE = 5_000;

/** The ref of a probe; those of commands are numbers. */
const PROBE = 'probe';

/** How long the answer to a probe may take, in milliseconds. */
const PROBE_PATIENCE = 5_000;

/**
 * What a socket tells.
 *
 * @typedef {object} SocketListener
 * @property {(message: import('./rtc-rooms.js').Message) => void} onMessage
 * @property {(code: number, reason: string) => void} onEnd called once, and nothing is heard after it
 * @property {(what: string, detail: object) => void} onDebug
 */

/**
 * One WebSocket, from its opening to its end. It ends exactly once: by a close frame, by a lost connection, by silence,
 * or because {@link Socket#end} was called; browsers may need minutes to notice that a network is gone.
 */
export class Socket {
  #webSocket;
  #listener;
  #ended = false;
  #frames = new FrameWriter((frame) => this.#write(frame));
  #watchdog = new Watchdog(HELLO_PATIENCE, () => this.end(CloseCode.NO_HEARTBEAT, 'no heartbeat'));

  /**
   * @param {string} url
   * @param {typeof WebSocket} WebSocketType
   * @param {SocketListener} listener
   */
  constructor(url, WebSocketType, listener) {
    this.#listener = listener;
    this.#webSocket = new WebSocketType(url, SUBPROTOCOL);
    this.#webSocket.onmessage = ({ data }) => this.#heard(data);
    this.#webSocket.onclose = ({ code, reason }) => this.#over(code, reason);
  }

  /**
   * @param {object} message
   * @throws {import('./errors.js').TooLargeError} if the server would not take it
   */
  send(message) {
    this.#frames.add(message);
  }

  /**
   * The server has said hello; from now on its heartbeat must be heard.
   *
   * @param {import('./wire.js').Hello} hello
   */
  greeted({ limits, heartbeat }) {
    this.#frames.limits = limits;
    this.#watchdog.wait(heartbeat + GRACE);
  }

  /** Finds out whether the connection still lives: whatever becomes of the message, it is answered. */
  probe() {
    this.send({ type: 'pong', ref: PROBE });
    this.#watchdog.expect(PROBE_PATIENCE);
  }

  /**
   * Ends it here and now, whatever the network does.
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
      try {
        if (message.ref !== PROBE) {
          this.#listener.onMessage(message);
        }
      } catch (error) {
        reportError(error); // its neighbours are heard all the same
      }
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
      this.#webSocket.onmessage = null;
      this.#webSocket.onclose = null;
      this.#watchdog.stop();
      this.#listener.onEnd(code, reason);
    }
  }
}
