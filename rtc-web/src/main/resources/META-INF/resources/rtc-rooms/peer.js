import { IceWatch } from './ice-watch.js';
import { LocalTracks } from './local-tracks.js';
import { Signals } from './signals.js';

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
 * @property {(refusal: import('./errors.js').RefusalError) => void} onRefusal
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
  #signals;
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
  /** Counts the offers that were taken up: one may be replaced before it is answered. */
  #offers = 0;
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
    this.#signals = new Signals(peer, room, (what, error) => this.#failed(what, error));
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
    this.#outgoing = this.#maySend ? stream : null;
    this.#local.send(this.#outgoing).catch((error) => this.#failed('send', error));
    this.openChannels();
  }

  /** Opens the channels that are wanted, if this client sends to this peer. */
  openChannels() {
    if (this.#local.sending) {
      this.#room.openChannels(this.pc);
    } else {
      this.#room.closeChannels();
    }
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
      this.#signals.send('restart', { negotiation: this.#newest });
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
    this.#signals.end();
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
      !this.#makingOffer &&
      (this.pc.signalingState !== 'have-local-offer' || this.#isSettingRemoteAnswerPending);
    const offerCollision = type === 'offer' && !readyForOffer;
    this.#ignoreOffer = !this.#polite && offerCollision;
    if (this.#ignoreOffer) {
      this.#room.onDebug('offer-ignored', { peer: this.id, negotiation });
      return;
    }
    if (offerCollision && this.pc.currentRemoteDescription === null) {
      this.#beginAnew();
    }
    const offer = type === 'offer' ? ++this.#offers : 0;
    this.#isSettingRemoteAnswerPending = type === 'answer';
    try {
      await this.pc.setRemoteDescription({ type, sdp });
    } finally {
      this.#isSettingRemoteAnswerPending = false;
    }
    if (type === 'offer' && offer === this.#offers) {
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
    this.#signals.send(type, { negotiation, sdp }, () => current === this.#description);
  }

  /** @param {RTCIceCandidate | null} candidate null after the last */
  #sendCandidate(candidate) {
    const fields = { negotiation: this.#newest, candidate: candidate?.toJSON() ?? null };
    this.#room.pace(() => this.#signals.send('candidate', fields));
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
