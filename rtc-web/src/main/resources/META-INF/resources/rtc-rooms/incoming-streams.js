import { slides } from './content.js';

/** @typedef {import('./rtc-rooms.js').StreamKind} StreamKind */

/**
 * The streams that one connection receives. Tracks are grouped by the stream that the sender assigns them to; tracks
 * without a stream are grouped together, so that a camera and its microphone play together.
 */
export class IncomingStreams {
  #pc;
  #onChange;
  /** @type {Set<MediaStream>} */
  #streams = new Set();
  /** @type {Record<StreamKind, MediaStream>} */
  #unassigned = { camera: new MediaStream(), screen: new MediaStream() };
  /** @type {ReadonlySet<string | null>} the media sections of screens */
  #screens = new Set();
  /** @type {WeakMap<MediaStream, StreamKind>} */
  #kinds = new WeakMap();

  /**
   * @param {RTCPeerConnection} pc
   * @param {() => void} onChange {@link list} may have changed
   */
  constructor(pc, onChange) {
    this.#pc = pc;
    this.#onChange = onChange;
    pc.ontrack = (event) => this.#receive(event);
    pc.onsignalingstatechange = () => this.#removeEnded();
  }

  /** @param {string} sdp a description of the other side, before it is set */
  expect(sdp) {
    this.#screens = slides(sdp);
  }

  /** The streams that have tracks, in the order in which they came. */
  get list() {
    return [...this.#streams].filter((stream) => stream.getTracks().length > 0);
  }

  /**
   * @param {MediaStream} stream
   * @returns {StreamKind | undefined} undefined if it is none of these streams
   */
  kindOf(stream) {
    return this.#kinds.get(stream);
  }

  end() {
    this.#pc.ontrack = null;
    this.#pc.onsignalingstatechange = null;
    this.#streams.clear();
  }

  /** @param {RTCTrackEvent} event */
  #receive({ track, streams, transceiver }) {
    const kind = this.#screens.has(transceiver.mid) ? 'screen' : 'camera';
    if (streams.length === 0) {
      this.#assign(track, this.#unassigned[kind]);
    }
    for (const stream of streams.length === 0 ? [this.#unassigned[kind]] : streams) {
      if (!this.#streams.has(stream)) {
        this.#streams.add(stream);
        this.#kinds.set(stream, kind);
        stream.addEventListener('removetrack', () => this.#onChange()); // tracks go one by one, and may come back
      }
    }
    this.#onChange();
  }

  /**
   * @param {MediaStreamTrack} track
   * @param {MediaStream} stream
   */
  #assign(track, stream) {
    if (!stream.getTracks().includes(track)) {
      stream.addTrack(track);
      stream.dispatchEvent(new MediaStreamTrackEvent('addtrack', { track }));
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
    for (const stream of Object.values(this.#unassigned)) {
      for (const track of stream.getTracks().filter((each) => !receiving.includes(each))) {
        stream.removeTrack(track);
        stream.dispatchEvent(new MediaStreamTrackEvent('removetrack', { track }));
      }
    }
  }
}
