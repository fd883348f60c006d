package dev.rtcrooms;

import java.time.Duration;

/**
 * All bounds of the rooms; immutable. Start from {@link #defaults()} and change one by name.
 *
 * @param rooms how many rooms may be open
 * @param clientsPerRoom how many clients a room may hold
 * @param messageBytes the longest inbound message, in UTF-8 bytes
 * @param frameBytes the longest inbound frame, in UTF-8 bytes
 * @param frameMessages how many messages an inbound frame may hold
 * @param outboundFrameBytes how much is joined in one outbound frame; a single larger message goes
 *     out alone
 * @param outboxBytes how much may wait for a client before it is {@link CloseReason#TOO_SLOW}
 * @param outboxAge how long a write may take, or a message wait, before that
 * @param commandsPerSecond how many commands a client may send in the long run
 * @param commandBurst how many it may send at once
 * @param answerTimeout how long a store, an admission or a feature may take to answer
 */
public record Limits(
    int rooms,
    int clientsPerRoom,
    int messageBytes,
    int frameBytes,
    int frameMessages,
    int outboundFrameBytes,
    int outboxBytes,
    Duration outboxAge,
    int commandsPerSecond,
    int commandBurst,
    Duration answerTimeout) {

  private static final Limits DEFAULTS =
      new Limits(
          10_000,
          5_000,
          64 * 1024,
          256 * 1024,
          64,
          64 * 1024,
          1024 * 1024,
          Duration.ofSeconds(10),
          50,
          256,
          Duration.ofSeconds(10));

  /**
   * Checks that all are positive.
   *
   * @throws IllegalArgumentException if one is not
   */
  public Limits {
    int least =
        Math.min(
            Math.min(Math.min(rooms, clientsPerRoom), Math.min(messageBytes, frameBytes)),
            Math.min(
                Math.min(frameMessages, Math.min(outboundFrameBytes, outboxBytes)),
                Math.min(commandsPerSecond, commandBurst)));
    if (least < 1
        || outboxAge.compareTo(Duration.ZERO) <= 0
        || answerTimeout.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("Every limit is positive");
    }
  }

  /**
   * What suits most hosts: 10,000 rooms of 5,000 clients; 64 KiB a message, 256 KiB and 64 messages
   * a frame; 1 MiB and 10 s for what waits; 50 commands a second, 256 at once; 10 s for answers.
   *
   * @return the defaults
   */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /**
   * Changes how many rooms may be open.
   *
   * @param rooms at least 1
   * @return new limits
   */
  public Limits withRooms(int rooms) {
    return new Limits(
        rooms,
        clientsPerRoom,
        messageBytes,
        frameBytes,
        frameMessages,
        outboundFrameBytes,
        outboxBytes,
        outboxAge,
        commandsPerSecond,
        commandBurst,
        answerTimeout);
  }

  /**
   * Changes how many clients a room may hold.
   *
   * @param clientsPerRoom at least 1
   * @return new limits
   */
  public Limits withClientsPerRoom(int clientsPerRoom) {
    return new Limits(
        rooms,
        clientsPerRoom,
        messageBytes,
        frameBytes,
        frameMessages,
        outboundFrameBytes,
        outboxBytes,
        outboxAge,
        commandsPerSecond,
        commandBurst,
        answerTimeout);
  }

  /**
   * Changes what a client may send at once.
   *
   * @param messageBytes in UTF-8
   * @param frameBytes in UTF-8
   * @param frameMessages at least 1
   * @return new limits
   */
  public Limits withInbound(int messageBytes, int frameBytes, int frameMessages) {
    return new Limits(
        rooms,
        clientsPerRoom,
        messageBytes,
        frameBytes,
        frameMessages,
        outboundFrameBytes,
        outboxBytes,
        outboxAge,
        commandsPerSecond,
        commandBurst,
        answerTimeout);
  }

  /**
   * Changes how much is joined in one outbound frame.
   *
   * @param outboundFrameBytes in UTF-8; a single larger message goes out alone
   * @return new limits
   */
  public Limits withOutboundFrame(int outboundFrameBytes) {
    return new Limits(
        rooms,
        clientsPerRoom,
        messageBytes,
        frameBytes,
        frameMessages,
        outboundFrameBytes,
        outboxBytes,
        outboxAge,
        commandsPerSecond,
        commandBurst,
        answerTimeout);
  }

  /**
   * Changes how far a client may fall behind.
   *
   * @param outboxBytes in UTF-8
   * @param outboxAge positive
   * @return new limits
   */
  public Limits withOutbox(int outboxBytes, Duration outboxAge) {
    return new Limits(
        rooms,
        clientsPerRoom,
        messageBytes,
        frameBytes,
        frameMessages,
        outboundFrameBytes,
        outboxBytes,
        outboxAge,
        commandsPerSecond,
        commandBurst,
        answerTimeout);
  }

  /**
   * Changes how fast a client may send.
   *
   * @param commandsPerSecond in the long run
   * @param commandBurst at once
   * @return new limits
   */
  public Limits withRate(int commandsPerSecond, int commandBurst) {
    return new Limits(
        rooms,
        clientsPerRoom,
        messageBytes,
        frameBytes,
        frameMessages,
        outboundFrameBytes,
        outboxBytes,
        outboxAge,
        commandsPerSecond,
        commandBurst,
        answerTimeout);
  }

  /**
   * Changes how long a store, an admission or a feature may take to answer.
   *
   * @param answerTimeout positive
   * @return new limits
   */
  public Limits withAnswerTimeout(Duration answerTimeout) {
    return new Limits(
        rooms,
        clientsPerRoom,
        messageBytes,
        frameBytes,
        frameMessages,
        outboundFrameBytes,
        outboxBytes,
        outboxAge,
        commandsPerSecond,
        commandBurst,
        answerTimeout);
  }
}
