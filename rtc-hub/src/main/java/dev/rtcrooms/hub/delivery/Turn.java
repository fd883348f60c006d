package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.outbox.TurnMessages;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects a room's messages until its turn ends; for the mailbox. Broadcasts are kept in one list
 * per role. A recipient of private messages has a list of these, each with its position in the list
 * of the role.
 */
final class Turn {

  private final int frameBytes;
  private final LongSupplier nanoTime;
  private List<Outgoing> toParticipants = new ArrayList<>();
  private List<Outgoing> toWatchers = new ArrayList<>();
  private IdentityHashMap<Recipient, Individual> individuals = new IdentityHashMap<>();

  /**
   * The part of a turn that concerns one recipient: what it received in an earlier role, the
   * position in its role's list from which on it receives that list, and its private messages.
   */
  private static final class Individual {
    final List<Outgoing> earlier;
    final int from;
    final List<PrivateMessage> messages = new ArrayList<>();
    boolean shared;

    Individual(List<Outgoing> earlier, int from) {
      this.earlier = earlier;
      this.from = from;
    }
  }

  /**
   * A message to one recipient, or a broadcast that it does not receive.
   *
   * @param position of the broadcast that follows the message, or that is skipped
   * @param message null to skip a broadcast
   */
  private record PrivateMessage(int position, @Nullable Outgoing message) {}

  /** Recipients with an equal selection receive the same. */
  private record Selection(
      Role role, List<Outgoing> earlier, int from, List<PrivateMessage> messages) {}

  Turn(int frameBytes, LongSupplier nanoTime) {
    this.frameBytes = frameBytes;
    this.nanoTime = nanoTime;
  }

  void broadcast(Outgoing message, Audience audience) {
    if (audience.includes(Role.PARTICIPANT)) {
      toParticipants.add(message);
    }
    if (audience.includes(Role.WATCHER)) {
      toWatchers.add(message);
    }
  }

  void send(Recipient recipient, Outgoing message) {
    individual(recipient).messages.add(new PrivateMessage(broadcasts(recipient).size(), message));
  }

  /** As {@link #send}, but other recipients may get the same messages in this turn. */
  void sendShared(Recipient recipient, Outgoing message) {
    send(recipient, message);
    individual(recipient).shared = true;
  }

  void skipLast(Recipient recipient) {
    Individual individual = individual(recipient);
    individual.messages.add(new PrivateMessage(broadcasts(recipient).size() - 1, null));
    individual.shared = true;
  }

  private Individual individual(Recipient recipient) {
    return individuals.computeIfAbsent(recipient, r -> new Individual(List.of(), 0));
  }

  /** From now on the recipient receives broadcasts. */
  void joined(Recipient recipient) {
    individuals.put(recipient, new Individual(List.of(), broadcasts(recipient).size()));
  }

  /** Changes the role: the recipient received the one role's broadcasts, and now the other's. */
  void move(Recipient recipient, Role to) {
    List<Outgoing> earlier = List.copyOf(received(recipient, individuals.get(recipient)));
    recipient.role(to);
    individuals.put(recipient, new Individual(earlier, broadcasts(recipient).size()));
  }

  /** Ends what the recipient receives: gives its messages of this turn, or null if none. */
  @Nullable TurnMessages left(Recipient recipient) {
    List<Outgoing> received = received(recipient, individuals.remove(recipient));
    return received.isEmpty() ? null : messages(List.copyOf(received), false, nanoTime.getAsLong());
  }

  boolean isEmpty() {
    return toParticipants.isEmpty() && toWatchers.isEmpty() && individuals.isEmpty();
  }

  TurnOutput end() {
    long now = nanoTime.getAsLong();
    TurnOutput output =
        new TurnOutput(shared(toParticipants, now), shared(toWatchers, now), individual(now));
    toParticipants = new ArrayList<>();
    toWatchers = new ArrayList<>();
    return output;
  }

  private Map<Recipient, TurnMessages> individual(long now) {
    if (individuals.isEmpty()) {
      return Map.of();
    }
    Map<Recipient, TurnMessages> result = new HashMap<>();
    Map<Selection, TurnMessages> selections = new HashMap<>();
    individuals.forEach(
        (recipient, individual) -> {
          TurnMessages messages =
              individual.shared
                  ? selections.computeIfAbsent(
                      selection(recipient, individual),
                      selection -> messages(recipient, individual, now))
                  : messages(recipient, individual, now);
          result.put(recipient, messages);
        });
    individuals = new IdentityHashMap<>();
    return result;
  }

  private static Selection selection(Recipient recipient, Individual individual) {
    return new Selection(
        recipient.role(), individual.earlier, individual.from, individual.messages);
  }

  private TurnMessages messages(Recipient recipient, Individual individual, long now) {
    List<Outgoing> received = received(recipient, individual);
    return received.isEmpty() ? TurnOutput.NOTHING : messages(received, individual.shared, now);
  }

  private List<Outgoing> broadcasts(Recipient recipient) {
    return recipient.role() == Role.PARTICIPANT ? toParticipants : toWatchers;
  }

  private List<Outgoing> received(Recipient recipient, @Nullable Individual individual) {
    List<Outgoing> broadcasts = broadcasts(recipient);
    if (individual == null) {
      return broadcasts;
    }
    List<Outgoing> received = new ArrayList<>(individual.earlier);
    int at = individual.from;
    for (PrivateMessage each : individual.messages) {
      received.addAll(broadcasts.subList(at, each.position()));
      at = each.position();
      if (each.message() == null) {
        at++;
      } else {
        received.add(each.message());
      }
    }
    received.addAll(broadcasts.subList(at, broadcasts.size()));
    return received;
  }

  private @Nullable TurnMessages shared(List<Outgoing> broadcasts, long now) {
    return broadcasts.isEmpty() ? null : messages(broadcasts, true, now);
  }

  private TurnMessages messages(List<Outgoing> messages, boolean shared, long now) {
    return new TurnMessages(messages, shared, now, frameBytes);
  }
}
