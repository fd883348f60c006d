package dev.rtcrooms;

import dev.rtcrooms.message.Signal;

/**
 * One end of a WebRTC session: a browser in a mesh, or a media server; for the room's mailbox only.
 */
public interface Peer {

  /**
   * Names this peer in signals.
   *
   * @return unique in its room
   */
  String id();

  /**
   * Hands over a signal from another peer; must not block.
   *
   * @param signal its {@link Signal#peer()} is the one that sent it
   */
  void receive(Signal signal);
}
