/** A picture-in-picture window may have any size, and is not the element's. */
const WHOLE = { width: 65_535, height: 65_535 };

const HIDDEN = { width: 0, height: 0 };

/** Another stream is played, or the video is somewhere else. */
const CHANGES = ['loadstart', 'enterpictureinpicture', 'leavepictureinpicture'];

/** @typedef {{ width: number, height: number, pinned?: boolean }} Shown in device pixels */

/** Measures how large the page shows the videos that it has given. */
export class Fitting {
  #onChange;
  /** @type {ReadonlyMap<HTMLVideoElement, boolean>} whether each goes before others */
  #videos;
  /** @type {Set<HTMLVideoElement>} those that are observed */
  #observed = new Set();
  /** @type {WeakSet<Element>} those that are outside of what the user sees */
  #outside = new WeakSet();
  /** @type {ResizeObserver | null} */
  #resizes = null;
  /** @type {IntersectionObserver | null} */
  #places = null;

  /**
   * @param {ReadonlyMap<HTMLVideoElement, boolean>} videos changes; {@link follow} is called then
   * @param {() => void} onChange one may be shown otherwise, or play another stream
   */
  constructor(videos, onChange) {
    this.#videos = videos;
    this.#onChange = onChange;
  }

  /** Observes the elements as they are given now. */
  follow() {
    for (const video of this.#observed) {
      if (!this.#videos.has(video)) {
        this.#leave(video);
      }
    }
    for (const video of this.#videos.keys()) {
      if (!this.#observed.has(video)) {
        this.#observe(video);
      }
    }
    this.#onChange();
  }

  /**
   * @param {MediaStream} stream
   * @returns {Shown | undefined} the largest of the elements that play it; undefined if none does
   */
  of(stream) {
    const playing = [...this.#videos].filter(([video]) => video.srcObject === stream);
    const sizes = playing.map(([video]) => this.#size(video));
    const [largest] = sizes.sort((one, other) => other.width * other.height - one.width * one.height);
    return largest && playing.some(([, pinned]) => pinned) ? { ...largest, pinned: true } : largest;
  }

  /**
   * @param {HTMLVideoElement} video
   * @returns {Shown}
   */
  #size(video) {
    if (document.pictureInPictureElement === video) {
      return WHOLE;
    }
    const { clientWidth, clientHeight } = video;
    return this.#outside.has(video)
      ? HIDDEN
      : { width: Math.ceil(clientWidth * devicePixelRatio), height: Math.ceil(clientHeight * devicePixelRatio) };
  }

  /** @param {HTMLVideoElement} video */
  #observe(video) {
    this.#observed.add(video);
    this.#resizes ??= new ResizeObserver(this.#onChange);
    this.#places ??= new IntersectionObserver((entries) => this.#placed(entries));
    this.#resizes.observe(video);
    this.#places.observe(video);
    CHANGES.forEach((event) => video.addEventListener(event, this.#onChange));
  }

  /** @param {HTMLVideoElement} video */
  #leave(video) {
    this.#observed.delete(video);
    this.#resizes?.unobserve(video);
    this.#places?.unobserve(video);
    this.#outside.delete(video);
    CHANGES.forEach((event) => video.removeEventListener(event, this.#onChange));
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #placed(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) {
        this.#outside.delete(target);
      } else {
        this.#outside.add(target);
      }
    }
    this.#onChange();
  }
}
