/**
 * The streams that one connection receives. Tracks are grouped by the stream that the sender assigns them to; tracks
 * without a stream are grouped together, so that a camera and its microphone play together.
 */
export class IncomingStreams {
  #pc;
  #onChange;
  /** @type {Set<MediaStream>} */
  #streams = new Set();
  #unassigned = new MediaStream();

  /**
   * @param {RTCPeerConnection} pc
   * @param {() => void} onChange {@link list} may have changed
   */
  constructor(pc, onChange) {
    this.#pc = pc;
    this.#onChange = onChange;
    pc.ontrack = ({ track, streams }) => this.#receive(track, streams);
    pc.onsignalingstatechange = () => this.#removeEnded();
  }

  /** The streams that have tracks, in the order in which they came. */
  get list() {
    return [...this.#streams].filter((stream) => stream.getTracks().length > 0);
  }

  end() {
    this.#pc.ontrack = null;
    this.#pc.onsignalingstatechange = null;
    this.#streams.clear();
  }

  /**
   * @param {MediaStreamTrack} track
   * @param {readonly MediaStream[]} streams
   */
  #receive(track, streams) {
    if (streams.length === 0) {
      this.#assign(track);
    }
    for (const stream of streams.length === 0 ? [this.#unassigned] : streams) {
      if (!this.#streams.has(stream)) {
        this.#streams.add(stream);
        stream.addEventListener('removetrack', () => this.#onChange()); // tracks go one by one, and may come back
      }
    }
    this.#onChange();
  }

  /** @param {MediaStreamTrack} track */
  #assign(track) {
    if (!this.#unassigned.getTracks().includes(track)) {
      this.#unassigned.addTrack(track);
      this.#unassigned.dispatchEvent(new MediaStreamTrackEvent('addtrack', { track }));
    }
  }

  /** Removes the tracks without a stream that are not sent any more, as browsers do for the others. */
  #removeEnded() {
    if (this.#pc.signalingState !== 'stable') {
      return;
    }
    const receiving = this.#pc
      .getTransceivers()
      .filter(({ currentDirection }) => currentDirection === 'sendrecv' || currentDirection === 'recvonly')
      .map(({ receiver }) => receiver.track);
    for (const track of this.#unassigned.getTracks()) {
      if (!receiving.includes(track)) {
        this.#unassigned.removeTrack(track);
        this.#unassigned.dispatchEvent(new MediaStreamTrackEvent('removetrack', { track }));
      }
    }
  }
}
