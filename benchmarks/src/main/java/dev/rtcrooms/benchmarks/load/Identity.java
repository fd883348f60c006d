package dev.rtcrooms.benchmarks.load;

import java.util.UUID;

/**
 * Who a client is, so that it can come back; immutable.
 *
 * @param room the name of its room
 * @param session a key of 32 characters
 * @param resume the field with the earlier position, or empty for somebody new
 */
record Identity(String room, String session, String resume) {

  static Identity ofNewcomer(String room) {
    return new Identity(room, UUID.randomUUID().toString().replace("-", ""), "");
  }

  /** The same after a greeting, which says where to go on from. */
  Identity greeted(String greeting) {
    return new Identity(room, session, Dialect.resume(greeting));
  }

  /** Fills in what a text of the dialect leaves open. */
  String fill(String text) {
    return text.replace("{room}", room)
        .replace("{session}", session)
        .replace("{resume}", resume)
        .replace("{recovered}", Boolean.toString(!resume.isEmpty()));
  }
}
