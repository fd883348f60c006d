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

  private static final Limits DEFAULTS = new LimitsBuilder().build();

  private final int rooms;
  private final int clientsPerRoom;
  private final int messageBytes;
  private final int frameBytes;
  private final int frameMessages;
  private final int chatText;
  private final int pendingBytes;
  private final int unreadBytes;
  private final int controlFramesPerSecond;
  private final int outboundFrameBytes;
  private final int outboxBytes;
  private final Duration outboxAge;
  private final int commandsPerSecond;
  private final int commandBurst;
  private final Rate commandBytes;
  private final Rate answerBytes;
  private final Rate fanOutBytes;
  private final Rate roomCommands;
  private final Rate roomBytes;
  private final int recorderBytes;
  private final MemoryLimits memory;
  private final Duration answerTimeout;
  private final Quota perUser;
  private final Quota perAddress;

  Limits(LimitsBuilder builder) {
    rooms = builder.rooms;
    clientsPerRoom = builder.clientsPerRoom;
    messageBytes = builder.messageBytes;
    frameBytes = builder.frameBytes;
    frameMessages = builder.frameMessages;
    chatText = builder.chatText;
    pendingBytes = builder.pendingBytes;
    unreadBytes = builder.unreadBytes;
    controlFramesPerSecond = builder.controlFramesPerSecond;
    outboundFrameBytes = builder.outboundFrameBytes;
    outboxBytes = builder.outboxBytes;
    outboxAge = builder.outboxAge;
    commandsPerSecond = builder.commandsPerSecond;
    commandBurst = builder.commandBurst;
    commandBytes = builder.commandBytes;
    answerBytes = builder.answerBytes;
    fanOutBytes = builder.fanOutBytes;
    roomCommands = builder.roomCommands;
    roomBytes = builder.roomBytes;
    recorderBytes = builder.recorderBytes;
    memory = builder.memory;
    answerTimeout = builder.answerTimeout;
    perUser = builder.perUser;
    perAddress = builder.perAddress;
  }

  /** The default limits, which suit most hosts. */
  public static Limits defaults() {
    return DEFAULTS;
  }

  /** A builder that starts with the default limits. */
  public static LimitsBuilder builder() {
    return new LimitsBuilder();
  }

  /** A builder that starts with these limits. */
  public LimitsBuilder toBuilder() {
    return new LimitsBuilder(this);
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
   * The longest text of a chat message, in Unicode code points. Its command is also subject to
   * {@link #messageBytes()}. Default: 4,000.
   */
  public int chatText() {
    return chatText;
  }

  /**
   * How many bytes a connection may send before it is admitted; beyond that it is closed with
   * {@link CloseReason#FLOODING}. Default: 64 KiB.
   */
  public int pendingBytes() {
    return pendingBytes;
  }

  /**
   * How many bytes from a client may wait until its room handles them; beyond that it is
   * disconnected with {@link CloseReason#FLOODING}. Default: 512 KiB.
   */
  public int unreadBytes() {
    return unreadBytes;
  }

  /**
   * How many frames without a message a client may send per second: pings, pongs, blank frames and
   * parts of frames; beyond that it is disconnected with {@link CloseReason#FLOODING}. A blank
   * frame counts once for each KiB. Default: 100.
   */
  public int controlFramesPerSecond() {
    return controlFramesPerSecond;
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

  /**
   * How many commands a client may send per second in the long run; others are refused with {@link
   * Refusal#RATE_LIMITED}. Default: 50.
   */
  public int commandsPerSecond() {
    return commandsPerSecond;
  }

  /** How many commands a client may send at once. Default: 256. */
  public int commandBurst() {
    return commandBurst;
  }

  /**
   * How many bytes of frames a client may send. Commands beyond that are refused with {@link
   * Refusal#RATE_LIMITED}. Default: 64 KiB per second, 256 KiB at once.
   */
  public Rate commandBytes() {
    return commandBytes;
  }

  /**
   * How many bytes of data a client may be answered with, such as pages of the chat. Commands that
   * are {@linkplain dev.rtcrooms.message.MessageType#withReply answered with data} are refused with
   * {@link Refusal#RATE_LIMITED} while nothing is left of this rate, or while more than its burst
   * waits for the client. The last answer may be longer than what was left; then it takes longer
   * until the next. Sizes are those of {@link dev.rtcrooms.message.Fields#size()}. Default: 128 KiB
   * per second, 32 KiB at once.
   */
  public Rate answerBytes() {
    return answerBytes;
  }

  /**
   * How many bytes a client may make its room send: those of {@link #roomBytes()}, times the
   * clients of the room. Commands beyond that are refused with {@link Refusal#RATE_LIMITED}.
   * Default: 20 MiB per second, 80 MiB at once. This is less than {@link #commandBytes()} in rooms
   * of more than 320 clients. The longest chat message may be said in a room of 5,000.
   */
  public Rate fanOutBytes() {
    return fanOutBytes;
  }

  /**
   * How many commands all clients of a room may send together, not counting answers to pings.
   * Others are refused with {@link Refusal#RATE_LIMITED}. Default: 1,000 per second, 4,000 at once.
   */
  public Rate roomCommands() {
    return roomCommands;
  }

  /**
   * How many bytes all clients of a room may make it send to each client. Each frame counts, and
   * for each command what its event has besides: 128 bytes, the sender's user id and name, and for
   * {@link dev.rtcrooms.message.SayTo} 192 bytes for the receiver's name. Signals, which go to one
   * client each, and answers to pings do not count. Commands beyond that are refused with {@link
   * Refusal#RATE_LIMITED}. So a client that reads 2 Mbit/s keeps up with what others say. Default:
   * 192 KiB per second, 768 KiB at once.
   */
  public Rate roomBytes() {
    return roomBytes;
  }

  /**
   * How many bytes of recorded events of a room may wait for a history store that is busy with
   * earlier ones. Commands that would record more are refused with {@link Refusal#NOT_RECORDED}.
   * Default: 1 MiB.
   */
  public int recorderBytes() {
    return recorderBytes;
  }

  /**
   * How much memory the rooms may use together. Default: shares of the heap, see {@link
   * MemoryLimits#ofHeap}.
   */
  public MemoryLimits memory() {
    return memory;
  }

  /** The quota of each user. Default: {@link Quota#DEFAULT}. */
  public Quota perUser() {
    return perUser;
  }

  /**
   * The quota of each network address, as far as {@link RoomsBuilder#clientAddress} knows it. The
   * addresses of an IPv6 network of 64 bits count as one. Raise it if many people share an address,
   * such as an office or a school. Default: {@link Quota#DEFAULT}.
   */
  public Quota perAddress() {
    return perAddress;
  }

  /**
   * How long a login, an admission, a history store or a feature's answer may take. Default: 10
   * seconds.
   */
  public Duration answerTimeout() {
    return answerTimeout;
  }
}
