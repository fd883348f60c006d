package dev.rtcrooms.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One room, who is in it, and who speaks in it; for the generator's thread. */
final class CrowdedRoom implements Client.Room {

  private final String name = UUID.randomUUID().toString();
  private final Crowd crowd;
  private final int number;
  private final List<Client> clients = new ArrayList<>();
  private @Nullable Sender sender;

  /**
   * A room without clients.
   *
   * @param number by which its payloads are told from those of other rooms
   */
  CrowdedRoom(Crowd crowd, int number) {
    this.crowd = crowd;
    this.number = number;
  }

  String name() {
    return name;
  }

  @Override
  public void add(Client client) {
    clients.add(client);
  }

  /** All clients have gone. */
  void clear() {
    clients.clear();
  }

  /**
   * Lets one from the middle of those who came speak, so that it hears neither first nor last.
   *
   * @param wanted how many messages are unanswered at a time, or 0
   */
  Sender speaker(Window window, int wanted) {
    sender = new Sender(crowd, window, clients.get(clients.size() / 2), number, wanted);
    return sender;
  }

  @Override
  public void heard(Client by, byte[] bytes, int at) {
    if (sender == null
        || Payload.run(bytes, at) != crowd.run()
        || Payload.sender(bytes, at) != number) {
      crowd.faults().foreign();
      return;
    }
    int message = Payload.number(bytes, at);
    if (by.ledger().hear(message) && !by.stalls()) {
      sender.heard(by, message);
    }
  }

  /** How many messages are yet to be heard, by all clients together. */
  long missing() {
    long missing = 0;
    for (Client client : clients) {
      missing += client.dead() ? 0 : client.ledger().missing(sent());
    }
    return missing;
  }

  /** At the end: what was not heard is lost. */
  void close() {
    clients.forEach(client -> client.ledger().close(sent()));
  }

  private int sent() {
    return sender == null ? 0 : sender.sent();
  }
}
