package dev.rtcrooms;

import java.time.Duration;

/**
 * The bounds of the rooms; immutable, any thread. Sizes are bytes on the wire, which are UTF-8
 * bytes with the JSON codec.
 *
 * <pre>{@code
 * Limits limits = Limits.builder().rooms(500).clientsPerRoom(100).build();
 * }</pre>
 */
public final class Limits {

  private static final Limits DEFAULTS = new Builder().build();

  private final int rooms;
  private final int clientsPerRoom;
  private final int messageBytes;
  private final int frameBytes;
  private final int frameMessages;
  private final int pendingBytes;
  private final int outboundFrameBytes;
  private final int outboxBytes;
  private final Duration outboxAge;
  private final int commandsPerSecond;
  private final int commandBurst;
  private final Duration answerTimeout;

  private Limits(Builder builder) {
    rooms = builder.rooms;
    clientsPerRoom = builder.clientsPerRoom;
    messageBytes = builder.messageBytes;
    frameBytes = builder.frameBytes;
    frameMessages = builder.frameMessages;
    pendingBytes = builder.pendingBytes;
    outboundFrameBytes = builder.outboundFrameBytes;
    outboxBytes = builder.outboxBytes;
    outboxAge = builder.outboxAge;
    commandsPerSecond = builder.commandsPerSecond;
    commandBurst = builder.commandBurst;
    answerTimeout = builder.answerTimeout;
  }

  /** The default limits, which suit most hosts. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** A builder that starts with the default limits. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with these limits. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** How many rooms may be open. Default: 10,000. */
  public int rooms() {
    return rooms;
  }

  /** How many clients a room may hold. Default: 5,000. */
  public int clientsPerRoom() {
    return clientsPerRoom;
  }

  /** The longest message that a client may send, in bytes. Default: 64 KiB. */
  public int messageBytes() {
    return messageBytes;
  }

  /** The longest frame that a client may send, in bytes. Default: 256 KiB. */
  public int frameBytes() {
    return frameBytes;
  }

  /** How many messages a frame from a client may hold. Default: 64. */
  public int frameMessages() {
    return frameMessages;
  }

  /**
   * How many bytes a connection may send before it is admitted; beyond that it is closed with
   * {@link CloseReason#FLOODING}. Default: 64 KiB.
   */
  public int pendingBytes() {
    return pendingBytes;
  }

  /**
   * How many bytes of messages to a client are joined in one frame. A single larger message is sent
   * alone. Default: 64 KiB.
   */
  public int outboundFrameBytes() {
    return outboundFrameBytes;
  }

  /**
   * How many bytes may wait for a client before it is disconnected with {@link
   * CloseReason#TOO_SLOW}. Default: 1 MiB.
   */
  public int outboxBytes() {
    return outboxBytes;
  }

  /**
   * How long a write may take, and how long a message may wait, before the client is disconnected
   * with {@link CloseReason#TOO_SLOW}. Default: 10 seconds.
   */
  public Duration outboxAge() {
    return outboxAge;
  }

  /** How many commands a client may send per second in the long run. Default: 50. */
  public int commandsPerSecond() {
    return commandsPerSecond;
  }

  /** How many commands a client may send at once. Default: 256. */
  public int commandBurst() {
    return commandBurst;
  }

  /**
   * How long a login, an admission, a history store or a feature's answer may take. Default: 10
   * seconds.
   */
  public Duration answerTimeout() {
    return answerTimeout;
  }

  /**
   * Builds {@link Limits}; for one thread. Each method throws {@link IllegalArgumentException} if
   * its argument is not positive.
   */
  public static final class Builder {
    private int rooms = 10_000;
    private int clientsPerRoom = 5_000;
    private int messageBytes = 64 * 1024;
    private int frameBytes = 256 * 1024;
    private int frameMessages = 64;
    private int pendingBytes = 64 * 1024;
    private int outboundFrameBytes = 64 * 1024;
    private int outboxBytes = 1024 * 1024;
    private Duration outboxAge = Duration.ofSeconds(10);
    private int commandsPerSecond = 50;
    private int commandBurst = 256;
    private Duration answerTimeout = Duration.ofSeconds(10);

    private Builder() {}

    private Builder(Limits limits) {
      rooms = limits.rooms;
      clientsPerRoom = limits.clientsPerRoom;
      messageBytes = limits.messageBytes;
      frameBytes = limits.frameBytes;
      frameMessages = limits.frameMessages;
      pendingBytes = limits.pendingBytes;
      outboundFrameBytes = limits.outboundFrameBytes;
      outboxBytes = limits.outboxBytes;
      outboxAge = limits.outboxAge;
      commandsPerSecond = limits.commandsPerSecond;
      commandBurst = limits.commandBurst;
      answerTimeout = limits.answerTimeout;
    }

    /** Sets {@link Limits#rooms()}. */
    public Builder rooms(int rooms) {
      this.rooms = positive("rooms", rooms);
      return this;
    }

    /** Sets {@link Limits#clientsPerRoom()}. */
    public Builder clientsPerRoom(int clientsPerRoom) {
      this.clientsPerRoom = positive("clientsPerRoom", clientsPerRoom);
      return this;
    }

    /** Sets {@link Limits#messageBytes()}. */
    public Builder messageBytes(int messageBytes) {
      this.messageBytes = positive("messageBytes", messageBytes);
      return this;
    }

    /** Sets {@link Limits#frameBytes()}. */
    public Builder frameBytes(int frameBytes) {
      this.frameBytes = positive("frameBytes", frameBytes);
      return this;
    }

    /** Sets {@link Limits#frameMessages()}. */
    public Builder frameMessages(int frameMessages) {
      this.frameMessages = positive("frameMessages", frameMessages);
      return this;
    }

    /** Sets {@link Limits#pendingBytes()}. */
    public Builder pendingBytes(int pendingBytes) {
      this.pendingBytes = positive("pendingBytes", pendingBytes);
      return this;
    }

    /** Sets {@link Limits#outboundFrameBytes()}. */
    public Builder outboundFrameBytes(int outboundFrameBytes) {
      this.outboundFrameBytes = positive("outboundFrameBytes", outboundFrameBytes);
      return this;
    }

    /** Sets {@link Limits#outboxBytes()}. */
    public Builder outboxBytes(int outboxBytes) {
      this.outboxBytes = positive("outboxBytes", outboxBytes);
      return this;
    }

    /** Sets {@link Limits#outboxAge()}. */
    public Builder outboxAge(Duration outboxAge) {
      this.outboxAge = positive("outboxAge", outboxAge);
      return this;
    }

    /** Sets {@link Limits#commandsPerSecond()}. */
    public Builder commandsPerSecond(int commandsPerSecond) {
      this.commandsPerSecond = positive("commandsPerSecond", commandsPerSecond);
      return this;
    }

    /** Sets {@link Limits#commandBurst()}. */
    public Builder commandBurst(int commandBurst) {
      this.commandBurst = positive("commandBurst", commandBurst);
      return this;
    }

    /** Sets {@link Limits#answerTimeout()}. */
    public Builder answerTimeout(Duration answerTimeout) {
      this.answerTimeout = positive("answerTimeout", answerTimeout);
      return this;
    }

    /** Builds the limits. */
    public Limits build() {
      return new Limits(this);
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException("The limit " + name + " must be positive: " + value);
      }
      return value;
    }

    private static Duration positive(String name, Duration value) {
      if (value.compareTo(Duration.ZERO) <= 0) {
        throw new IllegalArgumentException("The limit " + name + " must be positive: " + value);
      }
      return value;
    }
  }
}
