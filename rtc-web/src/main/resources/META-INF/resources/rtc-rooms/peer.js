import { IceWatch } from './ice-watch.js';
import { IncomingStreams } from './incoming-streams.js';
import { LocalTracks } from './local-tracks.js';
import { shortened } from './long-answer.js';
import { Signals } from './signals.js';

/**
 * What a peer needs from its room.
 *
 * @typedef {object} PeerRoom
 * @property {import('./commands.js').Commands['ask']} ask
 * @property {() => number} messageBytes the longest message that the server takes
 * @property {() => RTCConfiguration} configuration
 * @property {(task: () => void) => void} pace runs a task now or a little later
 * @property {(pc: RTCPeerConnection) => void} openChannels opens this client's data channels
 * @property {() => void} closeChannels closes this client's data channels
 * @property {(channel: RTCDataChannel) => void} onChannel the other side has opened a data channel
 * @property {() => void} onStreams this peer's streams have changed
 * @property {() => void} onState the state of its connection has changed, or it has another connection
 * @property {(error: import('./errors.js').RefusalError | import('./errors.js').TooLargeError) => void} onRefusal a signal
 *     was not relayed
 * @property {(what: string, detail: object) => void} onDebug
 */

/**
 * The connection to one other client, negotiated as in the "Perfect Negotiation Example" of W3C webrtc-pc (§10.7). The
 * server says which side is polite, and numbers the negotiations. A client that sends nothing never offers.
 */
export class Peer {
  id;
  /** The number of the `connect` that opened the connection. */
  opened;
  /** @type {RTCPeerConnection} */
  pc;
  #polite;
  /** Whether the other side may receive media. */
  #maySend;
  #layers;
  #room;
  #signals;
  /** @type {LocalTracks} */
  #local;
  /** @type {IceWatch} */
  #ice;
  /** @type {IncomingStreams} */
  #incoming;
  /** @type {import('./local-tracks.js').Streams} what is sent */
  #outgoing = new Map();
  /** @type {Map<import('./rtc-rooms.js').StreamKind, import('./rtc-rooms.js').VideoSize | null>} */
  #limits = new Map();
  /** The newest negotiation number of this pair; offers and candidates carry it. */
  #newest;
  /** The number of the offer that this side answers. */
  #answering;
  #makingOffer = false;
  #ignoreOffer = false;
  #isSettingRemoteAnswerPending = false;
  /** Counts the offers of the other side that were accepted: one may be replaced before it is answered. */
  #offers = 0;
  /** Counts the descriptions of this side, so that a refused one is sent again only while it is the newest. */
  #description = 0;
  #closed = false;
  /** How large the other side was told that its videos are shown, as JSON. */
  #shown = '[]';

  /**
   * @param {import('./wire.js').ConnectMessage} connect
   * @param {PeerRoom} room
   */
  constructor({ peer, polite, negotiation, send = true, layers = 1 }, room) {
    this.id = peer;
    this.opened = negotiation;
    this.#maySend = send;
    this.#layers = layers;
    this.#polite = polite;
    this.#newest = negotiation;
    this.#answering = negotiation;
    this.#room = room;
    this.#signals = new Signals(peer, room, (what, error) => this.#failed(what, error));
    [this.pc, this.#local, this.#incoming, this.#ice] = this.#begin();
  }

  /** @returns {[RTCPeerConnection, LocalTracks, IncomingStreams, IceWatch]} */
  #begin() {
    const pc = new RTCPeerConnection(this.#room.configuration());
    pc.onnegotiationneeded = () => this.#negotiate();
    pc.onicecandidate = ({ candidate }) => this.#sendCandidate(candidate);
    pc.onconnectionstatechange = () => this.#room.onState();
    pc.ondatachannel = ({ channel }) => this.#room.onChannel(channel);
    const incoming = new IncomingStreams(pc, () => this.#room.onStreams());
    return [pc, new LocalTracks(pc, this.#limits, this.#layers), incoming, new IceWatch(pc, () => this.restart())];
  }

  /**
   * Replaces a connection on which nothing was agreed yet, and drops the offer that was made on it. A rollback would do
   * the same, but after the rollback of a first offer Chromium 156 sometimes gathers no candidates.
   */
  #beginAnew() {
    this.#end();
    this.#room.closeChannels();
    [this.pc, this.#local, this.#incoming, this.#ice] = this.#begin();
    this.#makingOffer = false;
    this.send(this.#outgoing);
    this.#room.onState();
  }

  /** The newest negotiation number of this pair. */
  get newest() {
    return this.#newest;
  }

  /** The streams that come from the other side. */
  get streams() {
    return this.#incoming.list;
  }

  /**
   * @param {MediaStream} stream
   * @returns {import('./rtc-rooms.js').StreamKind | undefined} undefined if it does not come from the other side
   */
  kindOf(stream) {
    return this.#incoming.kindOf(stream);
  }

  /** @param {import('./local-tracks.js').Streams} streams to send; none if this client does not publish */
  send(streams) {
    this.#outgoing = this.#maySend ? streams : new Map();
    this.#local.send(this.#outgoing).catch((error) => this.#failed('send', error));
    this.openChannels();
  }

  /**
   * @param {import('./rtc-rooms.js').StreamKind} kind
   * @param {import('./rtc-rooms.js').VideoSize | null} size how large the other side shows it; null for no limit
   */
  limit(kind, size) {
    this.#limits.set(kind, size);
    this.#local.limit().catch((error) => this.#failed('limit', error));
  }

  /** @param {object[]} videos how large the videos of the other side, a media server, are shown */
  show(videos) {
    const now = JSON.stringify(videos);
    if (now !== this.#shown) {
      this.#shown = now;
      this.#signals.send('show', { negotiation: this.#newest, videos }, () => now === this.#shown);
    }
  }

  /** Opens this client's data channels if it sends to this peer, and closes them if not. */
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
      } else if (signal.type === 'idle-layers') {
        await this.#local.rest(signal.layers);
      } else {
        await this.#hearDescription(signal);
      }
    } catch (error) {
      this.#failed(signal.type, error);
    }
  }

  /**
   * The server is reached again, and the connection goes on. What this side sent meanwhile is lost: an offer is sent
   * again with all candidates so far, unless the server has it. Without a working path, ICE restarts.
   *
   * @param {import('./wire.js').ConnectMessage} connect
   */
  resume({ polite, negotiation, offered = false }) {
    this.#polite = polite;
    this.#newest = Math.max(this.#newest, negotiation);
    const { signalingState, iceConnectionState } = this.pc;
    if (signalingState === 'have-local-offer') {
      if (!offered && !this.#makingOffer) {
        this.#sendDescription();
      }
    } else if (
      ['failed', 'disconnected'].includes(iceConnectionState) ||
      (iceConnectionState === 'checking' && this.#local.sending)
    ) {
      this.restart();
    }
  }

  /** Applies the configuration after the ICE servers have changed. */
  configure() {
    try {
      this.pc.setConfiguration(this.#room.configuration());
    } catch (error) {
      this.#failed('configuration', error);
    }
  }

  /** Restarts ICE (RFC 8445 §9), or asks the other side to do so if this client sends nothing and so never offers. */
  restart() {
    if (this.#local.sending) {
      this.pc.restartIce();
    } else {
      this.#signals.send('restart', { negotiation: this.#newest });
    }
  }

  /** The other side asks for an ICE restart. */
  #restart() {
    if (this.#local.sending) {
      this.pc.restartIce();
    }
  }

  close() {
    this.#closed = true;
    this.#signals.end();
    this.#end();
  }

  /** Closes the connection and ignores what it still does. */
  #end() {
    this.#ice.end();
    this.#incoming.end();
    this.pc.onnegotiationneeded = null;
    this.pc.onicecandidate = null;
    this.pc.onconnectionstatechange = null;
    this.pc.ondatachannel = null;
    this.pc.close();
  }

  async #negotiate() {
    if (!this.#local.sending) {
      return; // only publishers offer
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
    this.#incoming.expect(sdp);
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
    const { type } = description;
    const described = this.#local.describe(description.sdp);
    const sdp = type === 'answer' ? shortened(described, this.#room.messageBytes()) : described;
    const negotiation = type === 'answer' ? this.#answering : this.#newest;
    const current = ++this.#description;
    this.#signals.send(type, { negotiation, sdp }, () => current === this.#description);
  }

  /** @param {RTCIceCandidate | null} candidate null after the last */
  #sendCandidate(candidate) {
    const fields = { negotiation: this.#newest, candidate: candidate?.toJSON() ?? null };
    this.#room.pace(() => this.#signals.send('candidate', fields));
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
