package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.sdp.SessionDescription;

/** A client that receives over HTTP. Called in the room's mailbox, unless a method says more. */
public interface Player {

  /**
   * Returns what the client offers to receive.
   *
   * @return a checked description
   */
  SessionDescription offer();

  /**
   * The offer has an answer, or ICE has restarted.
   *
   * @param sdp an SDP text
   */
  void answered(String sdp);

  /** Nobody publishes anything that the client could receive. */
  void nothingToPlay();

  /** The connection has ended; on any thread. */
  void gone();
}
