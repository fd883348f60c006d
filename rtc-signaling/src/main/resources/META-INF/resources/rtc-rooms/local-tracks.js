/** What one connection sends. */
export class LocalTracks {
  #pc;
  /** Names what is sent to the other side, whatever the host puts in its place later. */
  #outgoing = new MediaStream();
  /** @type {Map<RTCRtpSender, string>} and the kind of track that each takes */
  #senders = new Map();
  #sending = false;

  /** @param {RTCPeerConnection} pc */
  constructor(pc) {
    this.#pc = pc;
  }

  /** Whether anything is to be sent at all. */
  get sending() {
    return this.#sending;
  }

  /**
   * @param {MediaStream | null} stream takes the place of what was sent, without a new negotiation as far as there are
   *     senders; null for nothing
   * @returns {Promise<unknown>} when the senders have it
   */
  send(stream) {
    const tracks = stream === null ? [] : stream.getTracks();
    this.#sending = tracks.length > 0;
    const changes = [...this.#senders].map(([sender, kind]) => {
      const at = tracks.findIndex((track) => track.kind === kind);
      return sender.replaceTrack(at < 0 ? null : tracks.splice(at, 1)[0]);
    });
    for (const track of tracks) {
      this.#senders.set(this.#pc.addTrack(track, this.#outgoing), track.kind);
    }
    return Promise.all(changes);
  }
}
