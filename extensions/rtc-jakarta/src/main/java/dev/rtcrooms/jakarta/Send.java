package dev.rtcrooms.jakarta;

/** One frame for one client, which {@link Writers} send in either of two ways; any thread. */
interface Send {

  /** The room or stream that the frame belongs to; these take turns. */
  String room();

  /** Sends by the container's blocking call; throws nothing. */
  void sendBlocking();

  /** Sends by the container's asynchronous call; does not block, throws nothing. */
  void sendAsync();

  /** Called when the blocking call was found waiting for the client; any thread, perhaps later. */
  void isStuck();
}
