package dev.rtcrooms.hub.command;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rate;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.User;
import java.nio.charset.StandardCharsets;

/** The limits of one sender, in commands, in bytes and in answers; for the mailbox. */
public final class SenderRate {

  /** What an event has besides its command and its sender: names of fields, number, time. */
  private static final int ADDED_FIELDS = 128;

  /** Why a command is not answered with data now. */
  public static final Refusal ANSWERED_ENOUGH =
      Refusal.of(Refusal.RATE_LIMITED, "Read the former answers first; ask more slowly");

  private final int addedBytes;
  private final RateLimit commands;
  private final RateLimit bytes;
  private final RateLimit fanOut;
  private final RateLimit answers;
  private final int mostUnread;

  /** The limits of a user's client, which has sent nothing yet. */
  public SenderRate(Limits limits, User user, long now) {
    addedBytes = ADDED_FIELDS + bytes(user.id()) + bytes(user.name());
    commands = new RateLimit(new Rate(limits.commandsPerSecond(), limits.commandBurst()), now);
    bytes = new RateLimit(limits.commandBytes(), now);
    fanOut = new RateLimit(limits.fanOutBytes(), now);
    answers = new RateLimit(limits.answerBytes(), now);
    mostUnread = limits.answerBytes().burst();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** By how much an event that tells of a command of this sender is longer than the command. */
  int addedBytes() {
    return addedBytes;
  }

  /** Counts the bytes of a frame, if they are within the limit. */
  boolean allowsBytes(long now, int count) {
    return bytes.allows(now, count);
  }

  /** Counts the bytes that the room sends for a frame, if they are within the limit. */
  boolean allowsFanOut(long now, long count) {
    return fanOut.allows(now, (double) count);
  }

  /**
   * Tells whether a command may be answered with data.
   *
   * @param waiting how many bytes wait for the client
   */
  boolean allowsAnswer(long now, long waiting) {
    return waiting <= mostUnread && answers.hasAny(now);
  }

  /** Counts the data of an answer. */
  void answered(int size) {
    answers.take(size);
  }

  /** Counts a command, if it is within the limit. */
  boolean allows(long now, double cost) {
    return commands.allows(now, cost);
  }

  /** Counts a command that is too much for its bytes; always false. */
  boolean denies() {
    return commands.denies();
  }

  /** Commands denied minus those permitted later, at least 0. */
  int denials() {
    return commands.denials();
  }
}
