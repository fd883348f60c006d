package dev.rtcrooms.benchmarks.load;

import java.util.UUID;

/**
 * Who a client is, so that it can come back; immutable.
 *
 * @param session a key of 32 characters
 * @param resume the field with the earlier position, or empty for somebody new
 */
record Identity(String session, String resume) {

  static Identity ofNewcomer() {
    return new Identity(UUID.randomUUID().toString().replace("-", ""), "");
  }

  /** The same after a greeting, which says where to go on from. */
  Identity greeted(String greeting) {
    return new Identity(session, Dialect.resume(greeting));
  }

  /** Fills in what a text of the dialect leaves open. */
  String fill(String text, CrowdedRoom room) {
    return text.replace("{room}", room.name())
        .replace("{session}", session)
        .replace("{resume}", resume)
        .replace("{recovered}", Boolean.toString(!resume.isEmpty()));
  }
}
