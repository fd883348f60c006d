package dev.rtcrooms.spi.cluster;

import dev.rtcrooms.spi.Past;

/** The answer to {@link Cluster#claim}. */
public sealed interface Claim {

  /**
   * This node is the home of the room.
   *
   * @param past the recorded events of the room, for as long as this node is its home
   */
  record Won(Past past) implements Claim {}

  /**
   * Another node is the home of the room.
   *
   * @param node its name
   */
  record Taken(String node) implements Claim {}
}
