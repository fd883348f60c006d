import { Tile } from './tile.js';

const GAP_PX = 8;
const TALLEST = 4 / 3;
const WIDEST = 16 / 9;

/** The grid of all who stream. */
export class Tiles {
  #list;
  #nobody;
  #sound;
  #tiles = new Map();

  constructor(list, nobody, sound) {
    this.#list = list;
    this.#nobody = nobody;
    this.#sound = sound;
    new ResizeObserver(() => this.#fit()).observe(list);
  }

  /**
   * Makes the grid show these and nobody else.
   *
   * @typedef {{key: string, name: string, user: string, stream?: MediaStream, own?: boolean, screen?: boolean,
   *   connection?: RTCPeerConnectionState, quality?: import('/rtc-rooms/rtc-rooms.js').Quality,
   *   sign?: import('./signs.js').Sign}} Person
   * @param {Person[]} wanted
   */
  show(wanted) {
    const keys = new Set(wanted.map(({ key }) => key));
    for (const [key, tile] of this.#tiles) {
      if (!keys.has(key)) {
        tile.end();
        this.#tiles.delete(key);
      }
    }
    for (const person of wanted) {
      if (!this.#tiles.has(person.key)) {
        const tile = new Tile(person, this.#sound);
        this.#tiles.set(person.key, tile);
        this.#list.append(tile.node);
      }
      this.#tiles.get(person.key).show(person);
    }
    this.#list.hidden = wanted.length === 0;
    this.#nobody.hidden = wanted.length > 0;
    this.#fit();
  }

  #fit() {
    const { width, height } = tileSize(this.#tiles.size, this.#list.clientWidth, this.#list.clientHeight);
    this.#list.style.setProperty('--tile-width', `${width}px`);
    this.#list.style.setProperty('--tile-height', `${height}px`);
  }
}

/** The largest tiles, neither narrow nor flat, of which this many fit. */
function tileSize(count, width, height) {
  let best = { width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const across = (width - GAP_PX * (columns - 1)) / columns;
    const down = (height - GAP_PX * (rows - 1)) / rows;
    const ratio = Math.min(Math.max(across / down, TALLEST), WIDEST);
    const fitting = Math.floor(Math.min(across, down * ratio));
    if (fitting > best.width) best = { width: fitting, height: Math.floor(fitting / ratio) };
  }
  return best;
}
