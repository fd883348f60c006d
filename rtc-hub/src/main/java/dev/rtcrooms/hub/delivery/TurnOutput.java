package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.Role;
import dev.rtcrooms.hub.outbox.TurnMessages;
import dev.rtcrooms.transport.Sizing;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The output of one turn: the messages of each role, and those of every recipient that does not
 * receive just what its role does; immutable, any thread.
 *
 * @param individual a recipient with {@link #NOTHING} receives nothing
 */
record TurnOutput(
    @Nullable TurnMessages toParticipants,
    @Nullable TurnMessages toWatchers,
    Map<Recipient, TurnMessages> individual) {

  /** Marks that a recipient receives nothing, without a second look-up for each delivery. */
  static final TurnMessages NOTHING = new TurnMessages(List.of(), false, 0, 0);

  /** The messages of one recipient, or null if there are none; for the recipient's lane. */
  @Nullable TurnMessages to(Recipient recipient) {
    if (!individual.isEmpty()) {
      TurnMessages messages = individual.get(recipient);
      if (messages != null) {
        return messages == NOTHING ? null : messages;
      }
    }
    return recipient.deliveredRole() == Role.PARTICIPANT ? toParticipants : toWatchers;
  }

  /** This turn followed by the next, for recipients of one lane that get both; for that lane. */
  TurnOutput then(TurnOutput next, LaneQueue lane) {
    Map<Recipient, TurnMessages> both = new HashMap<>();
    Map<List<@Nullable TurnMessages>, TurnMessages> joined = new HashMap<>();
    for (Map<Recipient, TurnMessages> some : List.of(individual, next.individual)) {
      for (Recipient recipient : some.keySet()) {
        if (recipient.lane() == lane && !both.containsKey(recipient)) {
          both.put(
              recipient,
              joined.computeIfAbsent(
                  Arrays.asList(to(recipient), next.to(recipient)),
                  pair -> orNothing(TurnMessages.joined(pair.get(0), pair.get(1)))));
        }
      }
    }
    return new TurnOutput(
        TurnMessages.joined(toParticipants, next.toParticipants),
        TurnMessages.joined(toWatchers, next.toWatchers),
        both);
  }

  static TurnMessages orNothing(@Nullable TurnMessages messages) {
    return messages == null ? NOTHING : messages;
  }

  /** An upper bound of the bytes that any one recipient gets. */
  long bytes(Sizing sizing) {
    long bytes = bytes(toParticipants, sizing) + bytes(toWatchers, sizing);
    for (TurnMessages messages : individual.values()) {
      bytes += bytes(messages, sizing);
    }
    return bytes;
  }

  private static long bytes(@Nullable TurnMessages messages, Sizing sizing) {
    return messages == null || messages == NOTHING ? 0 : messages.bytes(sizing);
  }

  boolean isShared() {
    return toParticipants != null || toWatchers != null;
  }

  boolean isEmpty() {
    return !isShared() && individual.isEmpty();
  }
}
