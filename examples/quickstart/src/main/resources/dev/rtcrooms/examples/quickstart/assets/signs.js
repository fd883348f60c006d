/**
 * Tells the others what cannot be heard in a stream, on a data channel: whether the microphone is muted.
 *
 * @typedef {{ muted: boolean }} Sign
 */
export class Signs {
  #room;
  #channel;
  /** @type {Sign} */
  #own = { muted: false };
  /** @type {Map<string, Sign>} by client */
  #others = new Map();

  constructor(room, onChange) {
    this.#room = room;
    this.#channel = room.channel('signs');
    this.#channel.addEventListener('open', ({ detail }) => this.#send(detail.peer));
    this.#channel.addEventListener('message', ({ detail }) => {
      this.#others.set(detail.peer, read(detail.data));
      onChange();
    });
    room.addEventListener('channel-end', ({ detail }) => {
      if (detail.channel === this.#channel) this.#others.delete(detail.peer);
    });
  }

  /** @param {Sign} sign */
  tell(sign) {
    const news = sign.muted !== this.#own.muted;
    this.#own = sign;
    if (news) this.#send();
  }

  /** What this page tells. */
  get own() {
    return this.#own;
  }

  /**
   * @param {string} peer
   * @returns {Sign | undefined} undefined as long as it has told nothing
   */
  of(peer) {
    return this.#others.get(peer);
  }

  #send(peer) {
    if (this.#room.publishing.size > 0) this.#channel.send(JSON.stringify(this.#own), peer);
  }
}

/** Whatever another page may have sent. */
function read(data) {
  try {
    return { muted: JSON.parse(data).muted === true };
  } catch {
    return { muted: false };
  }
}
