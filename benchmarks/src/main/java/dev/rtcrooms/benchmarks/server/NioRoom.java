package dev.rtcrooms.benchmarks.server;

import java.util.ArrayList;
import java.util.List;

/** The members of one room of {@link RawNio}; for the selector's thread. */
final class NioRoom {

  private final List<NioOutlet> members = new ArrayList<>();

  void join(NioOutlet member) {
    members.add(member);
  }

  void leave(NioOutlet member) {
    members.remove(member);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Gives the same frame to all; the caller's hold stays the caller's. */
  void broadcast(NioFrames.Frame frame) {
    for (int i = 0; i < members.size(); i++) {
      members.get(i).add(frame.hold());
    }
  }
}
