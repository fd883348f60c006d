package dev.rtcrooms.redis;

/** Names the keys and channels of the nodes of one application; immutable, any thread. */
final class NodeKeys {

  private final String prefix;

  NodeKeys(String name) {
    prefix = "rtc:" + name + ":";
  }

  /** The beginning of the keys of leases, for scripts. */
  String leases() {
    return prefix + "node:";
  }

  byte[] lease(String lease) {
    return Script.argument(leases() + lease);
  }

  /** The list of all leases, some of which may have ended. */
  byte[] list() {
    return Script.argument(prefix + "nodes");
  }

  /** The channel of what is sent to a node. */
  byte[] inbox(String node) {
    return Script.argument(prefix + "inbox:" + node);
  }
}
