/**
 * The cameras, microphones and speakers of a page's user: an entry of its own, which the client does not need.
 * `devices.d.ts` beside it says what each name is.
 *
 *     import { Devices } from '/rtc-rooms/devices.js';
 */

/** The item of localStorage with the chosen devices: a JSON object with an id for each kind. */
const KEY = 'rtc-rooms-devices';

const KINDS = ['audioinput', 'audiooutput', 'videoinput'];

export class Devices extends EventTarget {
  /**
   * What was chosen here; it goes before what is stored, for storage may be forbidden or full.
   *
   * @type {Record<string, unknown>}
   */
  #choices = {};

  constructor() {
    super();
    mediaDevices()?.addEventListener('devicechange', () => this.#changed());
  }

  /** @param {MediaDeviceKind} kind */
  async list(kind) {
    return (await present(checked(kind))).filter(({ deviceId }) => deviceId !== '');
  }

  /** @param {MediaDeviceKind} kind */
  chosen(kind) {
    const id = this.#all()[checked(kind)];
    return typeof id === 'string' && id !== '' ? id : undefined;
  }

  /**
   * @param {MediaDeviceKind} kind
   * @param {string} [id]
   */
  choose(kind, id) {
    if (id !== undefined && typeof id !== 'string') {
      throw new TypeError('The id of a device is a string');
    }
    this.#choices[checked(kind)] = id;
    try {
      localStorage.setItem(KEY, JSON.stringify(this.#all()));
    } catch {
      // the choice counts for this page
    }
  }

  /** @param {MediaStreamConstraints} constraints */
  async open(constraints) {
    const media = mediaDevices();
    if (media === undefined) {
      throw new TypeError('There are no devices here: browsers give them only to pages from https or from localhost');
    }
    const stream = await this.#opened(media, constraints);
    for (const track of stream.getTracks()) {
      this.#follow(track);
    }
    this.#changed(); // the browser names devices from now on, and has no event for that
    return stream;
  }

  /** @param {HTMLMediaElement} element */
  async routeSound(element) {
    const speaker = this.chosen('audiooutput') ?? '';
    const routed = /** @type {any} */ (element); // older declarations lack the members, and so do some browsers
    if (routed.sinkId === undefined || routed.sinkId === speaker) {
      return;
    }
    try {
      await routed.setSinkId(speaker);
    } catch (error) {
      if (!isNamed(error, 'NotFoundError')) {
        throw error;
      }
      await routed.setSinkId(''); // the chosen one is gone
    }
  }

  /**
   * @param {MediaDevices} media
   * @param {MediaStreamConstraints} constraints
   */
  async #opened(media, constraints) {
    try {
      return await media.getUserMedia(this.#withChoices(constraints, () => true));
    } catch (error) {
      if (!isNamed(error, 'OverconstrainedError')) {
        throw error;
      }
      const there = new Set((await media.enumerateDevices()).map(({ deviceId }) => deviceId));
      return media.getUserMedia(this.#withChoices(constraints, (id) => there.has(id)));
    }
  }

  /**
   * @param {MediaStreamConstraints} constraints
   * @param {(id: string) => boolean} isThere
   */
  #withChoices({ audio, video, ...others }, isThere) {
    /** @type {(wanted: boolean | MediaTrackConstraints | undefined, kind: MediaDeviceKind) => typeof wanted} */
    const withChoice = (wanted, kind) => {
      const id = this.chosen(kind);
      if (!wanted || id === undefined || !isThere(id)) {
        return wanted;
      }
      return { deviceId: { exact: id }, ...(wanted === true ? {} : wanted) };
    };
    return { ...others, audio: withChoice(audio, 'audioinput'), video: withChoice(video, 'videoinput') };
  }

  /** @param {MediaStreamTrack} track */
  #follow(track) {
    const kind = track.kind === 'audio' ? 'audioinput' : 'videoinput';
    const { deviceId } = track.getSettings();
    track.addEventListener('ended', async () => {
      // without permission, ids are empty
      const unplugged = (await present(kind)).every((each) => each.deviceId !== '' && each.deviceId !== deviceId);
      this.dispatchEvent(new CustomEvent('lost', { detail: { kind, track, unplugged } }));
    });
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change', { detail: {} }));
  }

  /** @returns {Record<string, unknown>} */
  #all() {
    return { ...stored(), ...this.#choices };
  }
}

/** What this page or another one of the origin has stored. */
function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

/** @returns {MediaDevices | undefined} none without a page, and on one that is not from https or localhost */
function mediaDevices() {
  return globalThis.navigator?.mediaDevices;
}

/** @param {MediaDeviceKind} kind */
async function present(kind) {
  const all = (await mediaDevices()?.enumerateDevices()) ?? [];
  return all.filter((device) => device.kind === kind);
}

/** @param {MediaDeviceKind} kind */
function checked(kind) {
  if (!KINDS.includes(kind)) {
    throw new TypeError(`The kind of a device is one of ${KINDS.join(', ')}`);
  }
  return kind;
}

/**
 * @param {any} error
 * @param {string} name
 */
function isNamed(error, name) {
  return error?.name === name;
}
