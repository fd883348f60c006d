/** The tracks that one connection sends. */
export class LocalTracks {
  #pc;
  /** The stream that the tracks are assigned to, whichever stream the host publishes later. */
  #outgoing = new MediaStream();
  /** @type {Map<RTCRtpTransceiver, string>} the kind of track that each transceiver sends */
  #transceivers = new Map();
  #sending = false;

  /** @param {RTCPeerConnection} pc */
  constructor(pc) {
    this.#pc = pc;
  }

  /** Whether this side publishes, and therefore offers. */
  get sending() {
    return this.#sending;
  }

  /**
   * @param {MediaStream | null} stream sent in place of the one before; null if this client does not publish. A track
   *     that replaces one of its kind needs no negotiation. An additional track does, and so does a missing one, so that
   *     the other side learns of it
   * @returns {Promise<void>} resolved when the senders have the tracks
   */
  async send(stream) {
    const tracks = stream?.getTracks() ?? [];
    this.#sending = stream !== null;
    const changes = [...this.#transceivers].map(([transceiver, kind]) => {
      const at = tracks.findIndex((track) => track.kind === kind);
      const track = at < 0 ? null : tracks.splice(at, 1)[0];
      if (transceiver.direction === 'stopped') {
        return undefined; // the other side has rejected it
      }
      turn(transceiver, track !== null);
      return transceiver.sender.replaceTrack(track);
    });
    for (const track of tracks) {
      const sender = this.#pc.addTrack(track, this.#outgoing);
      const transceiver = this.#pc.getTransceivers().find((each) => each.sender === sender);
      this.#transceivers.set(/** @type {RTCRtpTransceiver} */ (transceiver), track.kind);
    }
    await Promise.all(changes);
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
