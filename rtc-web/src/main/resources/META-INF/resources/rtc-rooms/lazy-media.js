import { RoomError } from './errors.js';
import { guarded } from './guarded.js';
import { Lines } from './lines.js';
import { within } from './within.js';

/** How long the modules may take to load, in milliseconds. */
const PATIENCE = 30_000;

/** What the server says first about media. */
const FIRST = /^(streams|published|connect|speakers)$/;

/**
 * In place of the media in a client that has not loaded them yet. It loads them when the page publishes, or when the server
 * says that the room has streams; what the server says meanwhile is heard afterwards, in its order. If they cannot be
 * loaded, the connection ends, and they are loaded again with the next one.
 */
export class LazyMedia {
  #room;
  #lines = new Lines();
  /** @type {Promise<import('./media.js').Media> | null} */
  #loading = null;
  /** @type {import('./rtc-rooms.js').Message[] | null} what the server has said since it spoke of media */
  #held = null;

  /** @param {import('./wire.js').MediaRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /**
   * @param {MediaStream | undefined} stream
   * @param {import('./rtc-rooms.js').StreamKind} [kind]
   */
  async publish(stream, kind) {
    await (await this.#load()).publish(stream, kind);
  }

  /** @param {import('./rtc-rooms.js').StreamKind} [kind] */
  async unpublish(kind) {
    await (await this.#loading?.catch(() => null))?.unpublish(kind);
  }

  /**
   * @param {string} label
   * @param {import('./rtc-rooms.js').ChannelOptions} options
   */
  channel(label, options) {
    return this.#lines.want(label, options).channel;
  }

  /** @param {import('./rtc-rooms.js').Message} message */
  holds(message) {
    if (this.#held === null && FIRST.test(message.type)) {
      this.#held = [];
      this.#hearLater(this.#held);
    }
    this.#held?.push(message);
    return this.#held !== null;
  }

  /** @param {import('./rtc-rooms.js').Message[]} held */
  async #hearLater(held) {
    try {
      await this.#load();
    } catch (error) {
      if (held === this.#held) {
        this.#room.fail(/** @type {RoomError} */ (error));
      }
    }
    if (held === this.#held) {
      held.forEach((message) => this.#hearNow(message));
    }
  }

  /** @param {import('./rtc-rooms.js').Message} message */
  #hearNow(message) {
    if (this.#room.isOpen()) {
      guarded(() => this.#room.hear(message));
    }
  }

  lost() {
    this.#held = null;
  }

  /** @param {import('./errors.js').ClosedError} error */
  ended(error) {
    this.lost();
    this.#loading?.then((media) => media.ended(error)).catch(() => {}); // whoever publishes is told
  }

  #load() {
    return (this.#loading ??= this.#loaded());
  }

  async #loaded() {
    try {
      const { Media } = await within(PATIENCE, import('./media.js'));
      const media = new Media(this.#room, this.#lines);
      this.#room.become(media);
      return media;
    } catch (cause) {
      this.#loading = null;
      this.#room.emit('debug', { what: 'media', error: cause });
      throw new RoomError('The media module cannot be loaded');
    }
  }
}
