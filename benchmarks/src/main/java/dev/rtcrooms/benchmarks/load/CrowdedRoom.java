package dev.rtcrooms.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One room and those who are in it; for the generator's thread. */
final class CrowdedRoom {

  private final String name = UUID.randomUUID().toString();
  private final List<Client> clients = new ArrayList<>();

  String name() {
    return name;
  }

  List<Client> clients() {
    return clients;
  }

  /** One from the middle of those who came, so that it hears neither first nor last. */
  Client speaker() {
    return clients.get(clients.size() / 2);
  }
}
