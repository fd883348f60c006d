import { Fitting } from './fitting.js';

/** How long changes wait for others, in milliseconds: a page that is arranged anew changes many sizes. */
const TOGETHER = 200;

/** How large this client shows the videos of others: as the page says, or as its elements are. */
export class Views {
  #onChange;
  #fitting;
  /** @type {WeakMap<MediaStream, { width: number, height: number, pinned?: boolean }>} */
  #sizes = new WeakMap();
  #used = false;
  #waiting = false;

  /**
   * @param {ReadonlyMap<HTMLVideoElement, boolean>} videos elements that the page has given, and whether each is pinned
   * @param {() => void} onChange
   */
  constructor(videos, onChange) {
    this.#onChange = onChange;
    this.#fitting = new Fitting(videos, () => this.changed());
    if (videos.size > 0) {
      this.fit();
    }
  }

  /** The page has given other elements. */
  fit() {
    this.#used = true;
    this.#fitting.follow();
  }

  /**
   * @param {MediaStream} stream
   * @param {import('./rtc-rooms.js').VideoSize | null} size null for the whole picture
   * @param {boolean} pinned
   */
  set(stream, size, pinned) {
    if (size === null && !pinned) {
      this.#sizes.delete(stream);
    } else {
      const { width, height } = size ?? { width: 65_535, height: 65_535 };
      const pixels = { width: Math.ceil(width), height: Math.ceil(height) };
      this.#sizes.set(stream, pinned ? { ...pixels, pinned } : pixels);
    }
    this.#used = true;
    this.changed();
  }

  /** There are other streams than before, or one is shown otherwise. */
  changed() {
    if (this.#used && !this.#waiting) {
      this.#waiting = true;
      setTimeout(() => {
        this.#waiting = false;
        this.#onChange();
      }, TOGETHER);
    }
  }

  /**
   * @param {MediaStream[]} streams of one peer
   * @returns {object[]} those whose size is known, as the signal `show` names them
   */
  of(streams) {
    return streams.flatMap((stream) => {
      const size = this.#sizes.get(stream) ?? this.#fitting.of(stream);
      return size === undefined ? [] : [{ stream: stream.id, ...size }];
    });
  }
}
