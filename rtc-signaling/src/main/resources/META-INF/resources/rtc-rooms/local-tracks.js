/**
 * What one connection sends. A sender that is out of work is kept: it sends nothing, and takes the next track of its
 * kind without a new negotiation.
 */
export class LocalTracks {
  #pc;
  /** Names what is sent to the other side, whatever the host changes in between. */
  #outgoing = new MediaStream();
  /** @type {RTCRtpTransceiver[]} */
  #transceivers = [];
  #sending = false;

  /** @param {RTCPeerConnection} pc */
  constructor(pc) {
    this.#pc = pc;
  }

  /** Whether anything is to be sent at all. */
  get sending() {
    return this.#sending;
  }

  /** Whether the other side has agreed to all that is to be sent. */
  get agreed() {
    return this.#transceivers.every(
      ({ direction, currentDirection }) => direction === 'recvonly' || currentDirection?.startsWith('send'),
    );
  }

  /**
   * @param {MediaStream | null} stream null for nothing
   * @returns {Promise<unknown>} when it is so; what must be negotiated is so at once
   */
  send(stream) {
    const tracks = stream === null ? [] : stream.getTracks();
    this.#sending = tracks.length > 0;
    const changes = this.#transceivers.map((transceiver) => {
      const kind = transceiver.receiver.track.kind;
      const at = tracks.findIndex((track) => track.kind === kind);
      const track = at < 0 ? null : tracks.splice(at, 1)[0];
      transceiver.direction = track === null ? 'recvonly' : 'sendrecv';
      return transceiver.sender.replaceTrack(track);
    });
    for (const track of tracks) {
      const sender = this.#pc.addTrack(track, this.#outgoing);
      this.#transceivers.push(...this.#pc.getTransceivers().filter((transceiver) => transceiver.sender === sender));
    }
    return Promise.all(changes);
  }
}
