package dev.rtcrooms.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells from what Redis says of itself (INFO) whether it can keep histories; immutable. */
final class ServerCheck {

  private static final List<Integer> OLDEST = List.of(6, 2);

  /** From this version on, scripts write only if min-replicas-to-write permits it. */
  private static final List<Integer> SCRIPTS_NEED_REPLICAS = List.of(6, 2, 7);

  private static final String TAKES_ALL =
      "Redis has replicas, but takes events also when it has lost them, so that a failover loses"
          + " these, because ";

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
    if (isBefore(OLDEST)) {
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
      warnings.add(TAKES_ALL + "its min-replicas-to-write is 0");
    } else if (hasReplicas() && isBefore(SCRIPTS_NEED_REPLICAS)) {
      warnings.add(TAKES_ALL + "scripts ignore min-replicas-to-write before version 6.2.7");
    }
    return warnings;
  }

  private boolean hasReplicas() {
    return !text("connected_slaves").isEmpty() && !text("connected_slaves").equals("0");
  }

  private String text(String name) {
    return said.getOrDefault(name, "");
  }

  private boolean isBefore(List<Integer> version) {
    String[] parts = text("redis_version").split("\\.", -1);
    for (int i = 0; i < version.size(); i++) {
      String part = i < parts.length ? parts[i] : "";
      if (!part.matches("\\d{1,4}")) {
        return true;
      }
      int difference = Integer.parseInt(part) - version.get(i);
      if (difference != 0) {
        return difference < 0;
      }
    }
    return false;
  }
}
