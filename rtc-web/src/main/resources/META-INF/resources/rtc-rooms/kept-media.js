/**
 * What the media of this client needs from its room.
 *
 * @typedef {object} KeptMediaRoom
 * @property {import('./commands.js').Commands['ask']} ask
 * @property {() => import('./peers.js').Peers} peers
 * @property {() => boolean} publishes whether this client publishes
 * @property {() => number} grace how long the server expects this client back, in milliseconds
 * @property {(what: string, detail: object) => void} onDebug
 */

/**
 * Lets the connections to peers outlive the connection to the server. To the server this is the same client when it is
 * back in time; it then says which connections go on, and is told which others to open and to close.
 */
export class KeptMedia {
  #room;
  #end = 0;
  #told = false;

  /** @param {KeptMediaRoom} room */
  constructor(room) {
    this.#room = room;
  }

  /** The connection to the server is lost, or an attempt to make it again has failed: that gives no more time. */
  lost() {
    this.#end ||= setTimeout(() => this.#room.peers().closeAll(), this.#room.grace());
  }

  /** The connection to the server has ended for good. */
  ended() {
    this.#disarm();
  }

  /**
   * @param {import('./wire.js').Hello} hello
   * @param {import('./rtc-rooms.js').Member | null} before this client as the server knew it
   */
  greeted({ client }, before) {
    this.#disarm();
    if (client !== before?.client) {
      this.#room.peers().closeAll();
    }
    this.#told = false;
    if (this.#room.peers().kept.length > 0) {
      this.#room.peers().hold();
      this.tell();
    }
  }

  #disarm() {
    clearTimeout(this.#end);
    this.#end = 0;
  }

  /** Says what goes on of this client's media, once for each connection to the server. */
  async tell() {
    if (this.#told) {
      return;
    }
    this.#told = true;
    try {
      await this.#room.ask('keep', { publishing: this.#room.publishes(), connections: this.#room.peers().kept });
    } catch (error) {
      this.#room.onDebug('keep', { error });
    }
  }
}
