package dev.rtcrooms.sfu.net;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/** Counts the transports of each IP address that are not yet secured. Not thread-safe. */
final class Pending {

  private final int limit;
  private final Map<InetAddress, Integer> counts = new HashMap<>();

  /**
   * @param limit the most of one address
   */
  Pending(int limit) {
    this.limit = limit;
  }

  /** Counts a transport, unless there are as many as there may be; then returns false. */
  boolean begin(InetAddress address) {
    int count = counts.getOrDefault(address, 0);
    if (count >= limit) {
      return false;
    }
    counts.put(address, count + 1);
    return true;
  }

  /** A transport that was counted is secured, or has ended. */
  void end(InetAddress address) {
    counts.computeIfPresent(address, (each, count) -> count == 1 ? null : count - 1);
  }

  /** How many addresses have any. */
  int size() {
    return counts.size();
  }
}
