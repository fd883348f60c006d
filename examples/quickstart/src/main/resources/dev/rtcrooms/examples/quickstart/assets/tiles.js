import { corner, grid, split } from './arrange.js';
import { Tile } from './tile.js';

/** On an upright stage narrower than this, in CSS pixels, the own picture floats over the others. */
const NARROW = 560;

/** All who stream: side by side, or one of them large. */
export class Tiles {
  #list;
  #nobody;
  #sound;
  #fit;
  #onSizes;
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {Person[]} */
  #people = [];
  /** @type {string | null} the key of the tile that the user keeps large */
  #pinned = null;
  /** Whether the one who speaks is large. */
  #followsSpeaker = false;
  /** @type {string | null} */
  #speaker = null;
  /** @type {ReadonlySet<string>} the keys of those who are heard now */
  #speaking = new Set();

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} nobody is shown while there are no tiles
   * @param {import('./sound.js').Sound} sound
   * @param {import('/rtc-rooms/rtc-rooms.js').RoomClient['fitVideo']} fit
   * @param {(pictures: import('./sizes.js').Shown[]) => void} onSizes is told how large the others are shown
   */
  constructor(list, nobody, sound, fit, onSizes) {
    this.#list = list;
    this.#nobody = nobody;
    this.#sound = sound;
    this.#fit = fit;
    this.#onSizes = onSizes;
    new ResizeObserver(() => this.#arrange()).observe(list);
  }

  /**
   * Shows these and nobody else.
   *
   * @typedef {{key: string, peer?: string, name: string, user: string, stream?: MediaStream, own?: boolean, screen?: boolean, paused?: boolean,
   *   connection?: RTCPeerConnectionState, quality?: import('/rtc-rooms/rtc-rooms.js').Quality,
   *   sign?: import('./signs.js').Sign}} Person
   * @param {Person[]} people
   */
  show(people) {
    this.#people = people;
    const keys = new Set(people.map(({ key }) => key));
    for (const [key, tile] of this.#tiles) {
      if (!keys.has(key)) {
        tile.end();
        this.#tiles.delete(key);
      }
    }
    for (const person of people) {
      if (!this.#tiles.has(person.key)) this.#add(person);
      this.#tiles.get(person.key).show(person);
    }
    this.#showSpeaking();
    if (!keys.has(this.#pinned)) this.#pinned = null;
    this.#list.hidden = people.length === 0;
    this.#nobody.hidden = people.length > 0;
    this.#arrange();
  }

  /** @param {boolean} follows whether the one who speaks is large */
  followSpeaker(follows) {
    this.#followsSpeaker = follows;
    this.#arrange();
  }

  /**
   * @param {ReadonlySet<string>} speaking the keys of those who are heard now
   * @param {string | null} speaker the one who leads the conversation
   */
  hear(speaking, speaker) {
    this.#speaking = speaking;
    this.#showSpeaking();
    if (speaker === null || speaker === 'own' || speaker === this.#speaker) return; // nobody wants to see themselves large
    this.#speaker = speaker;
    if (this.#followsSpeaker) this.#arrange();
  }

  /** Who has turned the microphone off is not heard any more, whatever the room has yet to tell. */
  #showSpeaking() {
    for (const { key, sign } of this.#people) this.#tiles.get(key).speaks(this.#speaking.has(key) && !sign?.muted);
  }

  #add(person) {
    const { key } = person;
    const onPin = () => {
      this.#pinned = this.#pinned === key ? null : key;
      this.#arrange();
    };
    const tile = new Tile(person, this.#sound, this.#fit, onPin);
    this.#tiles.set(key, tile);
    this.#list.append(tile.node);
  }

  #arrange() {
    const area = { x: 0, y: 0, width: this.#list.clientWidth, height: this.#list.clientHeight };
    const large = this.#large();
    const upright = area.width < area.height;
    const floats = upright && area.width < NARROW && this.#people.some(({ own }) => !own) ? 'own' : null;
    const small = this.#people.map(({ key }) => key).filter((key) => key !== large && key !== floats);
    small.sort((one, other) => Number(one.startsWith('own')) - Number(other.startsWith('own')));
    const tallest = upright ? 3 / 4 : 4 / 3; // upright windows show upright pictures
    if (large === null) {
      this.#place(small, grid(small.length, area, tallest));
    } else {
      const parts = small.length === 0 ? { large: area, strip: area } : split(area);
      const fits = this.#people.find(({ key }) => key === large).screen ? [parts.large] : grid(1, parts.large, tallest);
      this.#place([large], fits);
      this.#place(small, grid(small.length, parts.strip, tallest));
    }
    if (floats !== large) this.#tiles.get(floats)?.place(corner(area));
    for (const [key, tile] of this.#tiles) {
      tile.rank({ large: key === large, floats: key === floats && floats !== large, pinned: key === this.#pinned });
    }
    this.#tellSizes();
  }

  #tellSizes() {
    const shown = this.#people
      .filter(({ own, stream }) => !own && stream)
      .map(({ key, peer, screen }) => ({ peer, kind: screen ? 'screen' : 'camera', ...this.#tiles.get(key).size }));
    this.#onSizes(shown.filter(({ width, height }) => width > 0 && height > 0));
  }

  #place(keys, boxes) {
    keys.forEach((key, at) => this.#tiles.get(key).place(boxes[at]));
  }

  /** The key of the large tile: the pinned one, or else the newest screen, or else the speaker; null for none. */
  #large() {
    if (this.#pinned !== null) return this.#pinned;
    const others = this.#people.filter(({ own }) => !own);
    const screen = others.findLast((person) => person.screen);
    if (screen) return screen.key;
    if (!this.#followsSpeaker || others.length === 0) return null;
    return (others.find(({ key }) => key === this.#speaker) ?? others[0]).key;
  }
}
