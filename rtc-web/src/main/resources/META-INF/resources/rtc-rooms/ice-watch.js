/** How long an interruption may last, in milliseconds: many end by themselves within two seconds. */
const PATIENCE = 3_000;

/** Notices when ICE should be restarted (RFC 8445 §9): when it has failed, or was interrupted for too long. */
export class IceWatch {
  #pc;
  #onTrouble;
  #timer = 0;

  /**
   * @param {RTCPeerConnection} pc
   * @param {() => void} onTrouble
   */
  constructor(pc, onTrouble) {
    this.#pc = pc;
    this.#onTrouble = onTrouble;
    pc.oniceconnectionstatechange = () => this.#look();
  }

  end() {
    this.#pc.oniceconnectionstatechange = null;
    clearTimeout(this.#timer);
  }

  #look() {
    clearTimeout(this.#timer);
    const { iceConnectionState } = this.#pc;
    if (iceConnectionState === 'failed') {
      this.#onTrouble();
    } else if (iceConnectionState === 'disconnected') {
      this.#timer = setTimeout(this.#onTrouble, PATIENCE);
    }
  }
}
