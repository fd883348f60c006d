import { DisconnectedError, RefusalError, RoomError, TooLargeError } from './errors.js';
import { offerSize } from './offer-size.js';

/**
 * What this client publishes. The host says once what it publishes; each new connection announces it again, because to
 * the server it is a new client. Nothing is sent to a peer before the server has agreed.
 */
export class Publication {
  #room;
  /** @type {MediaStream | null} */
  #wanted = null;
  #announced = false;
  /** Counts announcements, so that the answer to an earlier one is ignored. */
  #turn = 0;
  /** Counts calls of {@link publish}, of which the last one counts. */
  #calls = 0;
  /** @type {{ resolve: () => void, reject: (error: unknown) => void }[]} */
  #waiting = [];

  /**
   * @typedef {object} PublicationRoom
   * @property {import('./commands.js').Commands['ask']} ask
   * @property {() => boolean} isOpen
   * @property {() => number} messageBytes the longest message that the server takes
   * @property {(stream: MediaStream | null) => void} onStream the stream that peers get
   * @property {(stream: MediaStream | null) => void} onChange {@link Publication#stream} has changed, or was agreed to
   * @property {(refusal: RefusalError | TooLargeError) => void} onRefusal no promise waits for the answer
   */

  /** @param {PublicationRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /** What is sent, or will be as soon as there is a connection. */
  get stream() {
    return this.#wanted;
  }

  /**
   * @param {MediaStream} stream
   * @returns {Promise<void>}
   */
  publish(stream) {
    this.#calls++;
    if (this.#announced) {
      return this.#replace(stream);
    }
    const first = this.#wanted === null;
    this.#wanted = stream;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#room.onChange(stream);
      if (first && this.#room.isOpen()) {
        this.announce();
      }
    });
  }

  /** @returns {Promise<void>} */
  async unpublish() {
    if (this.#wanted === null) {
      return;
    }
    this.stop(new RoomError('Unpublished before the server had answered'));
    try {
      await this.#room.ask('unpublish');
    } catch (error) {
      if (!(error instanceof DisconnectedError)) {
        throw error; // without a connection nothing is published
      }
    }
  }

  /** Announces to a new connection what this client publishes. */
  async announce() {
    const turn = ++this.#turn;
    this.#announced = false;
    this.#room.onStream(null);
    if (this.#wanted === null) {
      return;
    }
    try {
      await this.#mustFit(this.#wanted);
      if (turn !== this.#turn) {
        return;
      }
      await this.#room.ask('publish');
      if (turn === this.#turn && this.#wanted !== null) {
        this.#announced = true;
        this.#take(this.#wanted);
        this.#settle(({ resolve }) => resolve());
      }
    } catch (error) {
      if (turn === this.#turn && !(error instanceof DisconnectedError)) {
        if (this.#waiting.length === 0 && (error instanceof RefusalError || error instanceof TooLargeError)) {
          this.#room.onRefusal(error);
        }
        this.stop(error);
      }
    }
  }

  /** The server has ended it, which it may do at any time. */
  ended() {
    if (this.#announced) {
      this.stop(new RoomError('The server has ended it'));
    }
  }

  /** @param {unknown} reason rejects the promises that wait for the server's agreement */
  stop(reason) {
    this.#turn++;
    this.#announced = false;
    this.#settle(({ reject }) => reject(reason));
    if (this.#wanted !== null) {
      this.#wanted = null;
      this.#take(null);
    }
  }

  /** @param {MediaStream} stream sent in place of the one before, to which the server has agreed */
  async #replace(stream) {
    const call = this.#calls;
    await this.#mustFit(stream);
    if (call === this.#calls && this.#wanted !== null) {
      this.#wanted = stream;
      if (this.#announced) {
        this.#take(stream);
      }
    }
  }

  /** @param {MediaStream} stream */
  async #mustFit(stream) {
    const limit = this.#room.messageBytes();
    const size = await offerSize(stream.getTracks(), limit);
    if (size > limit) {
      throw new TooLargeError(size, limit);
    }
  }

  /** @param {MediaStream | null} stream */
  #take(stream) {
    this.#room.onStream(stream);
    this.#room.onChange(stream);
  }

  /** @param {(waiting: { resolve: () => void, reject: (error: unknown) => void }) => void} tell */
  #settle(tell) {
    this.#waiting.splice(0).forEach(tell);
  }
}
