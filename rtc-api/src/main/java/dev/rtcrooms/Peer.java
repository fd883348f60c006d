package dev.rtcrooms;

import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;

/**
 * One end of a WebRTC session: a client's browser, a media server, or whoever publishes by HTTP;
 * for the room's mailbox only. What it is told must not block.
 */
public interface Peer {

  /**
   * Names this peer in signals.
   *
   * @return unique in its room
   */
  String id();

  /**
   * Hands over a signal from another peer.
   *
   * @param signal its {@link Signal#peer()} is the one that sent it
   */
  void receive(Signal signal);

  /**
   * A connection to another peer begins; signals follow.
   *
   * @param connect which peer, and what is to be known of the connection
   */
  default void connect(Connect connect) {}

  /**
   * The connection to another peer is over.
   *
   * @param disconnect which peer
   */
  default void disconnect(Disconnect disconnect) {}

  /**
   * Tells of a refusal that no command of this peer caused: there is no place to receive, or
   * another peer's offer or answer was refused and will not arrive.
   *
   * @param refused the refusal; its {@link Refused#peer()} is the other peer, if there is one
   */
  default void refuse(Refused refused) {}
}
