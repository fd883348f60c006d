package dev.rtcrooms.redis;

import java.util.function.Supplier;

/**
 * How the rooms of this process are kept in Redis; any thread.
 *
 * @param order of the calls about each room
 * @param lease the node's present lease; always empty without a cluster
 */
record RoomStore(
    RedisLink link,
    RoomKeys keys,
    EntryText text,
    Bounds bounds,
    RoomOrder order,
    Supplier<String> lease) {

  boolean isOfCluster() {
    return !lease.get().isEmpty();
  }
}
