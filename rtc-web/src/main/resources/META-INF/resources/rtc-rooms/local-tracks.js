/** What one connection sends. */
export class LocalTracks {
  #pc;
  /** Names what is sent to the other side, whatever the host puts in its place later. */
  #outgoing = new MediaStream();
  /** @type {Map<RTCRtpTransceiver, string>} and the kind of track that each takes */
  #transceivers = new Map();
  #sending = false;

  /** @param {RTCPeerConnection} pc */
  constructor(pc) {
    this.#pc = pc;
  }

  /** Whether this side publishes, and so may offer. */
  get sending() {
    return this.#sending;
  }

  /**
   * @param {MediaStream | null} stream takes the place of what was sent. A track in place of one of its kind needs no new
   *     negotiation; one more does, and so does one fewer, by which the other side learns that nothing comes. Null for
   *     a client that does not publish
   * @returns {Promise<void>} when the senders have it
   */
  async send(stream) {
    const tracks = stream?.getTracks() ?? [];
    this.#sending = stream !== null;
    const changes = [...this.#transceivers].map(([transceiver, kind]) => {
      const at = tracks.findIndex((track) => track.kind === kind);
      const track = at < 0 ? null : tracks.splice(at, 1)[0];
      if (transceiver.direction === 'stopped') {
        return undefined; // the other side has rejected it, and takes nothing of this kind
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
 * @param {RTCRtpTransceiver} transceiver goes on receiving if it does
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
