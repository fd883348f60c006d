package dev.rtcrooms.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells from what Redis says of itself (INFO) whether it can keep histories; immutable. */
final class ServerCheck {

  private static final int MAJOR = 6;
  private static final int MINOR = 2;

  private final Map<String, String> said = new HashMap<>();

  ServerCheck(String info) {
    info.lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> said.put(pair[0], pair[1].strip()));
  }

  /** Why it cannot, as one sentence. */
  Optional<String> refusal() {
    String version = text("redis_version");
    if (isOld(version)) {
      return Optional.of("Redis is version " + version + ", but 6.2 or later is needed");
    }
    if (text("redis_mode").equals("cluster") || text("cluster_enabled").equals("1")) {
      return Optional.of("Redis runs in cluster mode, but one primary is needed");
    }
    if (text("role").equals("slave")) {
      return Optional.of("This Redis is a replica, but its primary is needed");
    }
    return Optional.empty();
  }

  /** What is dangerous in its configuration, each as one sentence. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    String policy = text("maxmemory_policy");
    if (!policy.equals("noeviction") && !text("maxmemory").equals("0")) {
      warnings.add(
          "Redis deletes histories of open rooms when its memory is full, because its"
              + " maxmemory-policy is "
              + policy
              + ", not noeviction");
    }
    if (hasReplicas() && text("min_slaves_good_slaves").isEmpty()) {
      warnings.add(
          "Redis has replicas, but takes events also when it has lost them, so that a failover"
              + " loses these, because its min-replicas-to-write is 0");
    }
    return warnings;
  }

  private boolean hasReplicas() {
    return !text("connected_slaves").isEmpty() && !text("connected_slaves").equals("0");
  }

  private String text(String name) {
    return said.getOrDefault(name, "");
  }

  private static boolean isOld(String version) {
    String[] parts = version.split("\\.", -1);
    if (parts.length < 2 || !parts[0].matches("\\d{1,4}") || !parts[1].matches("\\d{1,4}")) {
      return true;
    }
    int major = Integer.parseInt(parts[0]);
    return major < MAJOR || (major == MAJOR && Integer.parseInt(parts[1]) < MINOR);
  }
}
