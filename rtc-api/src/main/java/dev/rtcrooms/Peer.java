package dev.rtcrooms;

import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;

/**
 * One end of a WebRTC session: a client's browser, a media server, or a publisher over HTTP; for
 * the room's mailbox only. No method may block.
 */
public interface Peer {

  /**
   * Returns the id that signals use for this peer.
   *
   * @return unique in its room
   */
  String id();

  /**
   * Returns in how many layers this peer takes a camera's video: a client that publishes to it
   * sends as many pictures of different size (simulcast, RFC 8853).
   *
   * @return the same each time; 1 by default, which means no simulcast
   */
  default int layers() {
    return 1;
  }

  /**
   * Delivers a signal from another peer.
   *
   * @param signal its {@link Signal#peer()} is the sender
   */
  void receive(Signal signal);

  /**
   * Tells that a connection to another peer begins; signals follow.
   *
   * @param connect the other peer and the parameters of the connection
   */
  default void connect(Connect connect) {}

  /**
   * Tells that the connection to another peer has ended.
   *
   * @param disconnect the other peer
   */
  default void disconnect(Disconnect disconnect) {}

  /**
   * Tells of a refusal that no command of this peer caused: the limit of receivers is reached, or
   * the offer or answer of another peer was refused and will not arrive.
   *
   * @param refused the refusal; its {@link Refused#peer()} is the other peer, if there is one
   */
  default void refuse(Refused refused) {}
}
