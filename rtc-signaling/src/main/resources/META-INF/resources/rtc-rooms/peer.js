import { RefusalError } from './errors.js';
import { LocalTracks } from './local-tracks.js';

/** Refusals that tell of a race which the other messages settle. */
const SETTLED_OTHERWISE = new Set(['glare', 'stale', 'no-such-peer']);

/** How long to wait, in milliseconds, before a signal is sent again that the server found one too many. */
const RATE_PAUSE = 500;

/**
 * What a peer needs of its room.
 *
 * @typedef {object} PeerRoom
 * @property {import('./commands.js').Commands['ask']} ask
 * @property {() => RTCConfiguration} configuration
 * @property {(task: () => void) => void} pace runs what may wait a little
 * @property {() => void} onStream this peer's stream has changed
 * @property {() => void} onState the state of its connection has
 * @property {(refusal: RefusalError) => void} onRefusal
 * @property {(what: string, detail: object) => void} onDebug
 */

/**
 * The way to one other client, negotiated as W3C webrtc-pc shows it in its "Perfect Negotiation Example" (§10.7); the
 * server says who is polite, and numbers the negotiations. A client that sends nothing never offers.
 */
export class Peer {
  id;
  /** @type {RTCPeerConnection} */
  pc;
  #polite;
  /** Whether the other side may receive. */
  #maySend;
  #room;
  /** @type {LocalTracks} */
  #local;
  /** @type {MediaStream | null} what is sent */
  #outgoing = null;
  /** @type {MediaStream | null} */
  #stream = null;
  /** The newest number known of this pair; an offer or a candidate carries it. */
  #newest;
  /** The number of the offer that an answer of ours is for. */
  #answering;
  #makingOffer = false;
  #ignoreOffer = false;
  #isSettingRemoteAnswerPending = false;
  /** Counts what we have described, so that the answer to an earlier description is known as such. */
  #description = 0;
  #closed = false;

  /**
   * @param {import('./wire.js').ConnectMessage} connect
   * @param {PeerRoom} room
   */
  constructor({ peer, polite, negotiation, send = true }, room) {
    this.id = peer;
    this.#maySend = send;
    this.#polite = polite;
    this.#newest = negotiation;
    this.#answering = negotiation;
    this.#room = room;
    [this.pc, this.#local] = this.#begin();
  }

  /** @returns {[RTCPeerConnection, LocalTracks]} */
  #begin() {
    const pc = new RTCPeerConnection(this.#room.configuration());
    pc.onnegotiationneeded = () => this.#negotiate();
    pc.onicecandidate = ({ candidate }) => this.#sendCandidate(candidate);
    pc.oniceconnectionstatechange = () => this.#restartIce();
    pc.onconnectionstatechange = () => this.#room.onState();
    pc.ontrack = ({ track, streams }) => this.#receive(streams[0] ?? new MediaStream([track]));
    return [pc, new LocalTracks(pc)];
  }

  /**
   * Gives up a connection on which nothing was agreed yet, together with the offer that was made on it: what a rollback
   * is for. But after the rollback of a first offer Chromium 156 sometimes gathers no candidates, and waits for ever.
   */
  #beginAnew() {
    end(this.pc);
    [this.pc, this.#local] = this.#begin();
    this.#makingOffer = false;
    this.send(this.#outgoing);
  }

  /** What comes from the other side, null while nothing does. */
  get stream() {
    return this.#stream !== null && this.#stream.getTracks().length > 0 ? this.#stream : null;
  }

  /** @param {MediaStream | null} stream what to send, null for nothing */
  send(stream) {
    this.#outgoing = this.#maySend ? stream : null;
    this.#local.send(this.#outgoing).catch((error) => this.#failed('send', error));
  }

  /** @param {import('./wire.js').SignalMessage} signal */
  async hear(signal) {
    try {
      if (signal.type === 'candidate') {
        await this.#hearCandidate(signal);
      } else if (signal.type === 'restart') {
        this.#restart();
      } else {
        await this.#hearDescription(signal);
      }
    } catch (error) {
      this.#failed(signal.type, error);
    }
  }

  /** The ICE servers have changed. */
  configure() {
    try {
      this.pc.setConfiguration(this.#room.configuration());
    } catch (error) {
      this.#failed('configuration', error);
    }
  }

  /** Begins ICE anew (RFC 8445 §9), or has the other side do so: who sends nothing never offers. */
  restart() {
    if (this.#local.sending) {
      this.pc.restartIce();
    } else {
      this.#signal('restart', { negotiation: this.#newest }, () => true);
    }
  }

  /** The other side asks. */
  #restart() {
    if (this.#local.sending) {
      this.pc.restartIce();
    }
  }

  close() {
    this.#closed = true;
    this.#stream = null;
    end(this.pc);
  }

  async #negotiate() {
    if (!this.#local.sending) {
      return; // only publishers may offer
    }
    const { pc } = this;
    try {
      this.#makingOffer = true;
      await pc.setLocalDescription();
      if (pc === this.pc) {
        this.#sendDescription();
      }
    } catch (error) {
      this.#failed('offer', error);
    } finally {
      if (pc === this.pc) {
        this.#makingOffer = false;
      }
    }
  }

  /** @param {import('./wire.js').DescriptionMessage} message */
  async #hearDescription({ type, sdp, negotiation }) {
    this.#newest = Math.max(this.#newest, negotiation);
    const readyForOffer =
      !this.#makingOffer && (this.pc.signalingState === 'stable' || this.#isSettingRemoteAnswerPending);
    const offerCollision = type === 'offer' && !readyForOffer;
    this.#ignoreOffer = !this.#polite && offerCollision;
    if (this.#ignoreOffer) {
      this.#room.onDebug('offer-ignored', { peer: this.id, negotiation });
      return;
    }
    if (offerCollision && this.pc.currentRemoteDescription === null) {
      this.#beginAnew();
    }
    this.#isSettingRemoteAnswerPending = type === 'answer';
    try {
      await this.pc.setRemoteDescription({ type, sdp });
    } finally {
      this.#isSettingRemoteAnswerPending = false;
    }
    if (type === 'offer') {
      this.#answering = negotiation;
      await this.pc.setLocalDescription();
      this.#sendDescription();
    }
  }

  /** @param {import('./wire.js').CandidateMessage} message */
  async #hearCandidate({ candidate }) {
    try {
      await this.pc.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      if (!this.#ignoreOffer) {
        throw error;
      }
    }
  }

  #sendDescription() {
    const description = this.pc.localDescription;
    if (description === null || this.#closed) {
      return;
    }
    const { type, sdp } = description;
    const negotiation = type === 'answer' ? this.#answering : this.#newest;
    const current = ++this.#description;
    this.#signal(type, { negotiation, sdp }, () => current === this.#description);
  }

  /** @param {RTCIceCandidate | null} candidate null after the last */
  #sendCandidate(candidate) {
    const fields = { negotiation: this.#newest, candidate: candidate?.toJSON() ?? null };
    this.#room.pace(() => !this.#closed && this.#signal('candidate', fields, () => true));
  }

  /**
   * @param {string} type
   * @param {object} fields
   * @param {() => boolean} current whether it is still worth sending
   */
  async #signal(type, fields, current) {
    try {
      await this.#room.ask(type, { peer: this.id, ...fields });
    } catch (error) {
      if (error instanceof RefusalError && !this.#closed) {
        this.#refused(error, type, fields, current);
      } else {
        this.#failed(type, error);
      }
    }
  }

  /**
   * @param {RefusalError} refusal
   * @param {string} type
   * @param {object} fields
   * @param {() => boolean} current
   */
  #refused(refusal, type, fields, current) {
    if (refusal.code === 'rate-limited') {
      const again = () => !this.#closed && current() && this.#signal(type, fields, current);
      setTimeout(again, RATE_PAUSE * (1 + Math.random()));
      return;
    }
    if (SETTLED_OTHERWISE.has(refusal.code)) {
      this.#failed(type, refusal);
    } else {
      this.#room.onRefusal(refusal);
    }
  }

  /** ICE has given up: begin anew (RFC 8445 §9), if we may offer at all; else the other side does. */
  #restartIce() {
    if (this.pc.iceConnectionState === 'failed' && this.#local.sending) {
      this.pc.restartIce();
    }
  }

  /** @param {MediaStream} stream */
  #receive(stream) {
    this.#stream = stream;
    this.#room.onStream();
  }

  /**
   * @param {string} what
   * @param {unknown} error
   */
  #failed(what, error) {
    if (!this.#closed) {
      this.#room.onDebug(what, { peer: this.id, error });
    }
  }
}

/** @param {RTCPeerConnection} pc is heard of no more */
function end(pc) {
  pc.onnegotiationneeded = null;
  pc.onicecandidate = null;
  pc.oniceconnectionstatechange = null;
  pc.onconnectionstatechange = null;
  pc.ontrack = null;
  pc.close();
}
