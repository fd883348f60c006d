package dev.rtcrooms.hub.command;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rate;

/** The limits of one sender, in commands and in bytes; for the mailbox. */
public final class SenderRate {

  private final RateLimit commands;
  private final RateLimit bytes;
  private final RateLimit fanOut;

  /** Limits that nothing was sent against yet. */
  public SenderRate(Limits limits, long now) {
    commands = new RateLimit(new Rate(limits.commandsPerSecond(), limits.commandBurst()), now);
    bytes = new RateLimit(limits.commandBytes(), now);
    fanOut = new RateLimit(limits.fanOutBytes(), now);
  }

  /** Counts the bytes of a frame, if they are within the limit. */
  boolean allowsBytes(long now, int count) {
    return bytes.allows(now, count);
  }

  /** Counts the bytes that the room sends for a frame, if they are within the limit. */
  boolean allowsFanOut(long now, long count) {
    return fanOut.allows(now, (double) count);
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
