package dev.rtcrooms.transport;

import dev.rtcrooms.CloseReason;
import java.util.List;

/**
 * What a transport tells about one connection. Any thread, but one call at a time and in the order
 * of the wire, except that {@link #closed} may come at any time. Neither method blocks or throws.
 */
public interface Receiver {

  /**
   * The client sent a frame.
   *
   * @param messages what {@link Codec#decodeCommands} made of it
   */
  void receive(List<Inbound> messages);

  /**
   * The connection has ended, or its client broke the protocol and is to be closed for it; only the
   * first call counts. The hub removes the client, and calls {@link Connection#close} with the
   * reason.
   *
   * @param reason {@link CloseReason#LEFT} after a close handshake, {@link CloseReason#LOST} if the
   *     connection broke, another if the client broke a rule
   */
  void closed(CloseReason reason);
}
