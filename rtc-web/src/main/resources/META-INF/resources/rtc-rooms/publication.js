import { DisconnectedError, RefusalError, RoomError, TooLargeError } from './errors.js';
import { offerSize } from './offer-size.js';

/**
 * @typedef {import('./rtc-rooms.js').StreamKind} StreamKind
 * @typedef {import('./local-tracks.js').Streams} Streams
 */

/**
 * What this client publishes. The host says once what it publishes; each new connection announces it again, because to
 * the server it is a new client. Nothing is sent to a peer before the server has agreed.
 */
export class Publication {
  #room;
  /** @type {Streams} replaced when it changes; empty if nothing is published */
  #wanted = new Map();
  #announced = false;
  /** Counts announcements, so that the answer to an earlier one is ignored. */
  #turn = 0;
  /** @type {Map<StreamKind, MediaStream>} the last stream of each kind that {@link publish} was called with */
  #called = new Map();
  /** @type {{ resolve: () => void, reject: (error: unknown) => void }[]} */
  #waiting = [];

  /**
   * @typedef {object} PublicationRoom
   * @property {import('./commands.js').Commands['ask']} ask
   * @property {() => boolean} isOpen
   * @property {() => number} messageBytes the longest message that the server takes
   * @property {(streams: Streams) => void} onStreams what peers get
   * @property {() => void} onPause new peers get nothing until the server has agreed
   * @property {() => void} onChange {@link Publication#streams} has changed, or was agreed to
   * @property {(refusal: RefusalError | TooLargeError) => void} onRefusal no promise waits for the answer
   */

  /** @param {PublicationRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /** What is sent, or will be as soon as there is a connection. */
  get streams() {
    return this.#wanted;
  }

  /**
   * @param {MediaStream | undefined} given
   * @param {StreamKind} [kind]
   * @returns {Promise<void>}
   */
  publish(given, kind = 'camera') {
    mustBeKind(kind);
    const stream = checked(given);
    if (kind === 'screen') {
      stream.getVideoTracks().forEach(keepSharp);
    }
    this.#called.set(kind, stream);
    if (this.#announced) {
      return this.#replace(kind, stream);
    }
    const first = this.#wanted.size === 0;
    this.#wanted = new Map(this.#wanted).set(kind, stream);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#room.onChange();
      if (first && this.#room.isOpen()) {
        this.announce();
      }
    });
  }

  /**
   * @param {StreamKind} [kind] by default, every kind
   * @returns {Promise<void>}
   */
  async unpublish(kind) {
    if (kind !== undefined) {
      mustBeKind(kind);
      this.#called.delete(kind);
      if (!this.#wanted.has(kind)) {
        return;
      }
      if (this.#wanted.size > 1) {
        this.#change((streams) => streams.delete(kind));
        return;
      }
    }
    if (this.#wanted.size === 0) {
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
    this.#room.onPause();
    if (this.#wanted.size === 0) {
      return;
    }
    try {
      await this.#mustFit(this.#wanted);
      if (turn !== this.#turn) {
        return;
      }
      await this.#room.ask('publish');
      if (turn === this.#turn) {
        this.#announced = true;
        this.#take();
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
    this.#called.clear();
    this.#settle(({ reject }) => reject(reason));
    if (this.#wanted.size > 0) {
      this.#wanted = new Map();
      this.#take();
    }
  }

  /**
   * Sends a stream in place of the one of its kind, or beside that of another kind. The server has agreed to publishing.
   *
   * @param {StreamKind} kind
   * @param {MediaStream} stream
   */
  async #replace(kind, stream) {
    await this.#mustFit(new Map(this.#wanted).set(kind, stream));
    if (this.#called.get(kind) === stream) {
      this.#change((streams) => streams.set(kind, stream));
    }
  }

  /** @param {(streams: Map<StreamKind, MediaStream>) => void} change */
  #change(change) {
    const streams = new Map(this.#wanted);
    change(streams);
    this.#wanted = streams;
    if (this.#announced) {
      this.#room.onStreams(streams);
    }
    this.#room.onChange();
  }

  /** @param {Streams} streams */
  async #mustFit(streams) {
    const limit = this.#room.messageBytes();
    const tracks = [...streams.values()].flatMap((stream) => stream.getTracks());
    const size = await offerSize(tracks, limit);
    if (size > limit) {
      throw new TooLargeError(size, limit);
    }
  }

  #take() {
    this.#room.onStreams(this.#wanted);
    this.#room.onChange();
  }

  /** @param {(waiting: { resolve: () => void, reject: (error: unknown) => void }) => void} tell */
  #settle(tell) {
    this.#waiting.splice(0).forEach(tell);
  }
}

/** @param {string} kind */
function mustBeKind(kind) {
  if (kind !== 'camera' && kind !== 'screen') {
    throw new TypeError("A stream's kind is 'camera' or 'screen'");
  }
}

/**
 * @param {unknown} stream
 * @returns {MediaStream} an empty one for channels alone
 */
function checked(stream) {
  if (globalThis.MediaStream === undefined) {
    throw new TypeError('There is no WebRTC here');
  }
  if (stream === undefined) {
    return new MediaStream();
  }
  if (!(stream instanceof MediaStream && stream.getTracks().length > 0)) {
    throw new TypeError('Not a MediaStream with at least one track');
  }
  return stream;
}

/** @param {MediaStreamTrack} screen is shown with fewer frames, not blurred, when there is little bandwidth */
function keepSharp(screen) {
  if (screen.contentHint === '') {
    screen.contentHint = 'detail'; // W3C mst-content-hint
  }
}
