package dev.rtcrooms.transport;

import dev.rtcrooms.CloseReason;
import java.util.List;

/**
 * Receives the frames and the end of one connection. A transport calls it on any thread, one call
 * at a time and in the order of the wire; only {@link #closed} may be called at any time. No method
 * blocks or throws.
 */
public interface Receiver {

  /**
   * Receives a frame from the client.
   *
   * @param messages the result of {@link Codec#decodeCommands}
   * @param bytes the size of the frame, in bytes on the wire before compression
   */
  void receive(List<Inbound> messages, int bytes);

  /**
   * The connection has ended, or it is to be closed because its client broke the protocol. Only the
   * first call counts. The hub removes the client and calls {@link Connection#close} with the
   * reason.
   *
   * @param reason {@link CloseReason#LEFT} after a close handshake, {@link CloseReason#LOST} if the
   *     connection broke, another reason if the client broke a rule
   */
  void closed(CloseReason reason);
}
