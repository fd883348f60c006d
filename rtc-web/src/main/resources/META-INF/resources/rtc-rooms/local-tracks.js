import { withSlides } from './content.js';
import { encodings } from './layers.js';
import { limitSize } from './sending-size.js';

/**
 * @typedef {import('./rtc-rooms.js').StreamKind} StreamKind
 * @typedef {ReadonlyMap<StreamKind, MediaStream>} Streams what a client publishes
 */

/** The tracks that one connection sends. */
export class LocalTracks {
  #pc;
  /** @type {Record<StreamKind, MediaStream>} the streams that tracks are assigned to, whatever the host publishes later */
  #assigned = { camera: new MediaStream(), screen: new MediaStream() };
  /** @type {Map<RTCRtpTransceiver, { kind: StreamKind, media: string }>} what each transceiver sends */
  #transceivers = new Map();
  #sending = false;
  /** @type {ReadonlyMap<StreamKind, import('./rtc-rooms.js').VideoSize | null>} */
  #limits;
  #layers;
  /** @type {import('./wire.js').IdleLayer[]} layers that the other side does not need at present */
  #idle = [];
  /** @type {Promise<void>} parameters are read and set one after the other */
  #limiting = Promise.resolve();

  /**
   * @param {RTCPeerConnection} pc
   * @param {ReadonlyMap<StreamKind, import('./rtc-rooms.js').VideoSize | null>} limits how large the other side shows
   *     each video; changes count from {@link limit} on
   * @param {number} [layers] the most layers of a camera's video (simulcast)
   */
  constructor(pc, limits, layers = 1) {
    this.#pc = pc;
    this.#limits = limits;
    this.#layers = layers;
  }

  /** @param {StreamKind} kind whose video is sent in layers, which have bitrates of their own */
  #isLayered(kind) {
    return this.#layers > 1 && kind === 'camera';
  }

  /** Whether this side publishes, and therefore offers. */
  get sending() {
    return this.#sending;
  }

  /**
   * @param {Streams} streams sent in place of those before; none if this client does not publish. A track that replaces
   *     one of the same kind of stream and media needs no negotiation. An additional track does, and so does a missing
   *     one, so that the other side learns of it
   * @returns {Promise<void>} resolved when the senders have the tracks
   */
  async send(streams) {
    this.#sending = streams.size > 0;
    const tracks = [...streams].flatMap(([kind, stream]) => stream.getTracks().map((track) => ({ kind, track })));
    const changes = [...this.#transceivers].map(([transceiver, { kind, media }]) => {
      const at = tracks.findIndex((each) => each.kind === kind && each.track.kind === media);
      const track = at < 0 ? null : tracks.splice(at, 1)[0].track;
      if (transceiver.direction === 'stopped') {
        return undefined; // the other side has rejected it
      }
      turn(transceiver, track !== null);
      return transceiver.sender.replaceTrack(track);
    });
    for (const { kind, track } of tracks) {
      this.#transceivers.set(this.#add(kind, track), { kind, media: track.kind });
    }
    await Promise.all(changes);
    await this.limit();
  }

  /**
   * @param {StreamKind} kind
   * @param {MediaStreamTrack} track
   * @returns {RTCRtpTransceiver} a new one that sends the track
   */
  #add(kind, track) {
    const stream = this.#assigned[kind];
    const sendEncodings = track.kind === 'video' ? encodings(this.#layers, track.getSettings()) : [];
    if (this.#isLayered(kind) && sendEncodings.length > 1) {
      return this.#pc.addTransceiver(track, { direction: 'sendonly', streams: [stream], sendEncodings });
    }
    const sender = this.#pc.addTrack(track, stream);
    return /** @type {RTCRtpTransceiver} */ (this.#pc.getTransceivers().find((each) => each.sender === sender));
  }

  /**
   * Sends each video no larger than the other side shows it.
   *
   * @returns {Promise<void>}
   */
  limit() {
    this.#limiting = this.#limiting.catch(() => {}).then(async () => {
      for (const [{ mid: section, sender }, { kind, media }] of this.#transceivers) {
        const size = this.#limits.has(kind) || !this.#isLayered(kind) ? this.#limits.get(kind) : null;
        if (size !== undefined && media === 'video' && sender.track !== null) {
          const idle = this.#idle.filter(({ mid }) => mid === section).map(({ rid }) => rid);
          await limitSize(sender, kind, size, idle);
        }
      }
    });
    return this.#limiting;
  }

  /**
   * Sends all layers but these from now on.
   *
   * @param {import('./wire.js').IdleLayer[]} idle
   * @returns {Promise<void>}
   */
  rest(idle) {
    this.#idle = idle;
    return this.limit();
  }

  /**
   * @param {string} sdp a description of this side
   * @returns {string} as the other side gets it: with the screen's sections marked
   */
  describe(sdp) {
    const screens = [...this.#transceivers].filter(([, { kind }]) => kind === 'screen');
    return screens.length === 0 ? sdp : withSlides(sdp, new Set(screens.map(([{ mid }]) => mid)));
  }
}

/**
 * @param {RTCRtpTransceiver} transceiver that keeps receiving if it receives
 * @param {boolean} sends
 */
function turn(transceiver, sends) {
  const receives = transceiver.direction === 'sendrecv' || transceiver.direction === 'recvonly';
  if (sends) {
    transceiver.direction = receives ? 'sendrecv' : 'sendonly';
  } else {
    transceiver.direction = receives ? 'recvonly' : 'inactive';
  }
}
