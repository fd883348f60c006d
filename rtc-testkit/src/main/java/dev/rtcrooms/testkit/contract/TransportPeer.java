package dev.rtcrooms.testkit.contract;

import java.io.IOException;

/** A client of a transport, which reads only when a method asks for it. */
public interface TransportPeer {

  /**
   * Sends a {@link dev.rtcrooms.message.Say} in its own frame.
   *
   * @param text needs no escaping
   * @throws IOException if the connection has ended
   */
  void say(String text) throws IOException;

  /**
   * Waits for the next frame.
   *
   * @return its payload
   * @throws IOException if there is none
   */
  String read() throws IOException;

  /**
   * Skips all frames before the close frame.
   *
   * @return its code
   * @throws IOException if the connection ends without one
   */
  int readCloseCode() throws IOException;

  /**
   * Sends a close frame.
   *
   * @throws IOException if the connection has ended
   */
  void leave() throws IOException;

  /**
   * Ends without a close frame, as when its process is killed.
   *
   * @throws IOException if the connection has ended
   */
  void crash() throws IOException;
}
