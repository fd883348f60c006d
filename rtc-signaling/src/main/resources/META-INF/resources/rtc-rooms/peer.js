import { RefusalError } from './errors.js';
import { IceWatch } from './ice-watch.js';
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
 * @property {(pc: RTCPeerConnection) => void} openChannels opens what this client wants opened
 * @property {() => void} closeChannels closes what was opened so
 * @property {(channel: RTCDataChannel) => void} onChannel the other side has opened one
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
  #room;
  /** @type {LocalTracks} */
  #local;
  /** @type {IceWatch} */
  #ice;
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
  constructor({ peer, polite, negotiation }, room) {
    this.id = peer;
    this.#polite = polite;
    this.#newest = negotiation;
    this.#answering = negotiation;
    this.#room = room;
    [this.pc, this.#local, this.#ice] = this.#begin();
  }

  /** @returns {[RTCPeerConnection, LocalTracks, IceWatch]} */
  #begin() {
    const pc = new RTCPeerConnection(this.#room.configuration());
    pc.onnegotiationneeded = () => this.#negotiate();
    pc.onicecandidate = ({ candidate }) => this.#sendCandidate(candidate);
    pc.onconnectionstatechange = () => this.#room.onState();
    pc.ontrack = ({ track, streams }) => this.#receive(streams[0] ?? new MediaStream([track]));
    pc.ondatachannel = ({ channel }) => this.#room.onChannel(channel);
    return [pc, new LocalTracks(pc), new IceWatch(pc, () => this.restart())];
  }

  /**
   * Gives up a connection on which nothing was agreed yet, together with the offer that was made on it: what a rollback
   * is for. But after the rollback of a first offer Chromium 156 sometimes gathers no candidates, and waits for ever.
   */
  #beginAnew() {
    this.#end();
    this.#room.closeChannels();
    [this.pc, this.#local, this.#ice] = this.#begin();
    this.#makingOffer = false;
    this.send(this.#outgoing);
  }

  /** What comes from the other side, null while nothing does. */
  get stream() {
    return this.#stream !== null && this.#stream.getTracks().length > 0 ? this.#stream : null;
  }

  /** @param {MediaStream | null} stream what to send, null for nothing */
  send(stream) {
    this.#outgoing = stream;
    this.#local.send(stream).catch((error) => this.#failed('send', error));
    this.openChannels();
  }

  /** Opens the channels that are wanted, if this client publishes. */
  openChannels() {
    if (this.#local.sending) {
      this.#room.openChannels(this.pc);
    } else {
      this.#room.closeChannels();
    }
  }

  /** The way to this peer is broken or has changed: find another (RFC 8445 §9). */
  restart() {
    if (this.#local.sending) {
      this.pc.restartIce();
    }
  }

  /** @param {import('./wire.js').SignalMessage} signal */
  async hear(signal) {
    try {
      await (signal.type === 'candidate' ? this.#hearCandidate(signal) : this.#hearDescription(signal));
    } catch (error) {
      this.#failed(signal.type, error);
    }
  }

  close() {
    this.#closed = true;
    this.#stream = null;
    this.#end();
  }

  /** The connection is heard of no more. */
  #end() {
    this.#ice.end();
    this.pc.onnegotiationneeded = null;
    this.pc.onicecandidate = null;
    this.pc.onconnectionstatechange = null;
    this.pc.ontrack = null;
    this.pc.ondatachannel = null;
    this.pc.close();
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

  /** @param {MediaStream} stream its tracks may go one by one, and come back */
  #receive(stream) {
    this.#stream = stream;
    stream.onremovetrack = () => this.#room.onStream();
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
