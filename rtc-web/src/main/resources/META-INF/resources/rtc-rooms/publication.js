import { DisconnectedError, RefusalError, RoomError } from './errors.js';

/**
 * What this client sends of its own. The host says once what it wants sent; each new connection announces it again,
 * since to the server it is a new client. Nothing reaches a peer before the server has agreed.
 */
export class Publication {
  #room;
  /** @type {MediaStream | null} */
  #wanted = null;
  #announced = false;
  /** Counts announcements, so that the answer to an earlier one is known as such. */
  #turn = 0;
  /** @type {{ resolve: () => void, reject: (error: unknown) => void }[]} */
  #waiting = [];

  /**
   * @typedef {object} PublicationRoom
   * @property {import('./commands.js').Commands['ask']} ask
   * @property {() => boolean} isOpen
   * @property {(stream: MediaStream | null) => void} onStream what the peers are to get
   * @property {(stream: MediaStream | null) => void} onChange what {@link Publication#stream} is now
   * @property {(refusal: RefusalError) => void} onRefusal nobody waits for the answer
   */

  /** @param {PublicationRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /** What is being sent, or will be as soon as there is a connection. */
  get stream() {
    return this.#wanted;
  }

  /**
   * @param {MediaStream} stream
   * @returns {Promise<void>}
   */
  publish(stream) {
    const first = this.#wanted === null;
    this.#wanted = stream;
    if (this.#announced) {
      this.#room.onStream(stream);
      this.#room.onChange(stream);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
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

  /** There is a new connection. */
  async announce() {
    const turn = ++this.#turn;
    this.#announced = false;
    this.#room.onStream(null);
    if (this.#wanted === null) {
      return;
    }
    try {
      await this.#room.ask('publish');
      if (turn === this.#turn && this.#wanted !== null) {
        this.#announced = true;
        this.#room.onStream(this.#wanted);
        this.#room.onChange(this.#wanted);
        this.#settle(({ resolve }) => resolve());
      }
    } catch (error) {
      if (turn === this.#turn && !(error instanceof DisconnectedError)) {
        if (this.#waiting.length === 0 && error instanceof RefusalError) {
          this.#room.onRefusal(error);
        }
        this.stop(error);
      }
    }
  }

  /** The server says that this client publishes no longer, which it may do at any time. */
  ended() {
    if (this.#announced) {
      this.stop(new RoomError('The server has ended it'));
    }
  }

  /** @param {unknown} reason what those are told who wait for the server's agreement */
  stop(reason) {
    this.#turn++;
    this.#announced = false;
    this.#settle(({ reject }) => reject(reason));
    if (this.#wanted !== null) {
      this.#wanted = null;
      this.#room.onStream(null);
      this.#room.onChange(null);
    }
  }

  /** @param {(waiting: { resolve: () => void, reject: (error: unknown) => void }) => void} tell */
  #settle(tell) {
    this.#waiting.splice(0).forEach(tell);
  }
}
