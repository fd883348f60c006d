package dev.rtcrooms.jakarta;

/** One frame on its way to one client, which {@link Writers} may send in either of two ways. */
interface Send {

  /** What it belongs to: those who have much to send let others in between. */
  String room();

  /** Sends by the container's blocking call; throws nothing. */
  void sendBlocking();

  /** Sends by the container's asynchronous call; does not block, throws nothing. */
  void sendAsync();

  /** The blocking call was found to wait for the client; any thread, while it waits or later. */
  void isStuck();
}
