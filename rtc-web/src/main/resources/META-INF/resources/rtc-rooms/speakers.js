/**
 * How often the levels are looked at, in milliseconds. A level is that of one packet of 20 ms, so a rare look would miss
 * short sounds, and for ever those that return in the same rhythm.
 */
const INTERVAL = 70;

/** After how many looks the speakers are named anew. */
const LOOKS = 4;

/** Above this level, 0 to 1, somebody is heard; silence and most noise are below. */
const AUDIBLE = 0.015;

/** For how long a sound counts, in milliseconds. */
const WORD = 800;

/** For how long one is dominant at least, in milliseconds, so that the picture does not flicker. */
const FLOOR = 2_000;

/** @type {import('./rtc-rooms.js').Speakers} */
const NOBODY = Object.freeze({ dominant: null, speaking: Object.freeze([]) });

/**
 * Who speaks. A media server tells it. Otherwise this client finds it out by the levels that come with the packets
 * (RFC 6464, W3C webrtc-pc §5.2), as long as streams come in.
 */
export class Speakers {
  /** Replaced when it changes. */
  value = NOBODY;
  #peers;
  #emit;
  /** Whether the server tells it. */
  #told = false;
  #timer = 0;
  #looks = 0;
  /** @type {Map<string, { at: number, level: number }>} the last sound of each client */
  #heard = new Map();
  #dominantSince = -Infinity;

  /**
   * @param {() => Pick<import('./peers.js').Peers, 'streams' | 'connections'>} peers
   * @param {import('./wire.js').Emit} emit
   */
  constructor(peers, emit) {
    this.#peers = peers;
    this.#emit = emit;
  }

  /**
   * @param {import('./rtc-rooms.js').Message} message
   * @returns {import('./wire.js').RoomEvent[] | null} what has changed; null if the message is about something else
   */
  hear(message) {
    if (message.type !== 'speakers') {
      return null;
    }
    const { dominant = null, speaking } = /** @type {import('./wire.js').SpeakersMessage} */ (message);
    this.#told = true;
    this.#stop();
    this.value = speakers(dominant, speaking);
    return [['speakers', this.value]];
  }

  /** The streams of others have changed. */
  follow() {
    if (this.#told) {
      return;
    }
    if (this.#peers().streams.size > 0) {
      this.#timer ||= setInterval(() => this.#look(), INTERVAL);
    } else {
      this.#stop();
      this.#become(NOBODY);
    }
  }

  /** The room's state is lost, and perhaps another server tells the next one. */
  forget() {
    this.#told = false;
    this.value = NOBODY;
    this.follow();
  }

  #stop() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.#heard.clear();
  }

  #look() {
    const now = performance.now();
    const { streams, connections } = this.#peers();
    const levels = levelsByTrack(connections.values());
    for (const [client, all] of streams) {
      const level = Math.max(0, ...all.flatMap((stream) => stream.getAudioTracks()).map((track) => levels.get(track) ?? 0));
      if (level > AUDIBLE) {
        this.#heard.set(client, { at: now, level });
      }
    }
    if (++this.#looks % LOOKS === 0) {
      this.#name(now);
    }
  }

  /** @param {number} now */
  #name(now) {
    const { streams } = this.#peers();
    for (const [client, { at }] of this.#heard) {
      if (now - at > WORD || !streams.has(client)) {
        this.#heard.delete(client);
      }
    }
    const loudest = [...this.#heard].sort(([, one], [, other]) => other.level - one.level).map(([client]) => client);
    let { dominant } = this.value;
    if (dominant !== null && !streams.has(dominant)) {
      dominant = null;
      this.#dominantSince = -Infinity;
    }
    if (loudest.length > 0 && (dominant === null || !loudest.includes(dominant)) && now - this.#dominantSince > FLOOR) {
      dominant = /** @type {string} */ (loudest[0]);
      this.#dominantSince = now;
    }
    const others = loudest.filter((client) => client !== dominant);
    this.#become(speakers(dominant, others.length < loudest.length ? [/** @type {string} */ (dominant), ...others] : others));
  }

  /** @param {import('./rtc-rooms.js').Speakers} next the order alone is no news */
  #become(next) {
    const { dominant, speaking } = this.value;
    const same = speaking.length === next.speaking.length && next.speaking.every((client) => speaking.includes(client));
    if (!same || dominant !== next.dominant) {
      this.value = next;
      this.#emit('speakers', next);
    }
  }
}

/**
 * @param {string | null} dominant
 * @param {string[]} speaking
 * @returns {import('./rtc-rooms.js').Speakers}
 */
function speakers(dominant, speaking) {
  return Object.freeze({ dominant, speaking: Object.freeze([...speaking]) });
}

/**
 * @param {Iterable<RTCPeerConnection>} connections
 * @returns {Map<MediaStreamTrack, number>} how loud each is now
 */
function levelsByTrack(connections) {
  const receivers = [...connections].flatMap((pc) => pc.getReceivers()).filter(({ track }) => track.kind === 'audio');
  return new Map(receivers.map((receiver) => [receiver.track, level(receiver)]));
}

/** @param {RTCRtpReceiver} receiver */
function level(receiver) {
  const now = performance.timeOrigin + performance.now();
  return receiver
    .getSynchronizationSources()
    .filter(({ timestamp }) => Math.abs(now - timestamp) < WORD)
    .reduce((loudest, { audioLevel = 0 }) => Math.max(loudest, audioLevel), 0);
}
