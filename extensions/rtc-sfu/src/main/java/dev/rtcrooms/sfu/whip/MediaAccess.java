package dev.rtcrooms.sfu.whip;

import java.util.UUID;

/** What sessions over HTTP need of an SFU beside the signals of a room. Any thread. */
public interface MediaAccess {

  /**
   * Watches the connection of a client that has begun to publish.
   *
   * @param room the client's room
   * @param client the client's id
   * @param gone runs once, on any thread, when the publisher has been silent for 30 seconds or has
   *     ended its connection
   */
  void watch(UUID room, String client, Runnable gone);

  /**
   * Answers an offer of a client that receives, in place of an offer to it.
   *
   * @param room the client's room
   * @param client the client's id
   * @param player hears the answer
   */
  void play(UUID room, String client, Player player);

  /**
   * Restarts ICE for a client that plays.
   *
   * @param room the client's room
   * @param client the client's id
   */
  void restart(UUID room, String client);
}
