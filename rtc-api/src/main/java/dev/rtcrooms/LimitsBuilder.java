package dev.rtcrooms;

import java.time.Duration;

/**
 * Builds {@link Limits}; for one thread. Each method throws {@link IllegalArgumentException} if its
 * argument is not positive.
 */
public final class LimitsBuilder {

  int rooms = 10_000;
  int clientsPerRoom = 5_000;
  int messageBytes = 64 * 1024;
  int frameBytes = 256 * 1024;
  int frameMessages = 64;
  int chatText = 4_000;
  int pendingBytes = 64 * 1024;
  int unreadBytes = 512 * 1024;
  int controlFramesPerSecond = 100;
  int outboundFrameBytes = 64 * 1024;
  int outboxBytes = 1024 * 1024;
  Duration outboxAge = Duration.ofSeconds(10);
  int commandsPerSecond = 50;
  int commandBurst = 256;
  Rate commandBytes = new Rate(64 * 1024, 256 * 1024);
  Rate answerBytes = new Rate(128 * 1024, 32 * 1024);
  Rate fanOutBytes = new Rate(20 * 1024 * 1024, 80 * 1024 * 1024);
  Rate roomCommands = new Rate(1_000, 4_000);
  Rate roomBytes = new Rate(192 * 1024, 768 * 1024);
  int recorderBytes = 1024 * 1024;
  MemoryLimits memory = MemoryLimits.ofHeap(Runtime.getRuntime().maxMemory());
  Duration answerTimeout = Duration.ofSeconds(10);
  Quota perUser = Quota.DEFAULT;
  Quota perAddress = Quota.DEFAULT;

  LimitsBuilder() {}

  LimitsBuilder(Limits limits) {
    rooms = limits.rooms();
    clientsPerRoom = limits.clientsPerRoom();
    messageBytes = limits.messageBytes();
    frameBytes = limits.frameBytes();
    frameMessages = limits.frameMessages();
    chatText = limits.chatText();
    pendingBytes = limits.pendingBytes();
    unreadBytes = limits.unreadBytes();
    controlFramesPerSecond = limits.controlFramesPerSecond();
    outboundFrameBytes = limits.outboundFrameBytes();
    outboxBytes = limits.outboxBytes();
    outboxAge = limits.outboxAge();
    commandsPerSecond = limits.commandsPerSecond();
    commandBurst = limits.commandBurst();
    commandBytes = limits.commandBytes();
    answerBytes = limits.answerBytes();
    fanOutBytes = limits.fanOutBytes();
    roomCommands = limits.roomCommands();
    roomBytes = limits.roomBytes();
    recorderBytes = limits.recorderBytes();
    memory = limits.memory();
    answerTimeout = limits.answerTimeout();
    perUser = limits.perUser();
    perAddress = limits.perAddress();
  }

  /** Sets {@link Limits#rooms()}. */
  public LimitsBuilder rooms(int rooms) {
    this.rooms = positive("rooms", rooms);
    return this;
  }

  /** Sets {@link Limits#clientsPerRoom()}. */
  public LimitsBuilder clientsPerRoom(int clientsPerRoom) {
    this.clientsPerRoom = positive("clientsPerRoom", clientsPerRoom);
    return this;
  }

  /** Sets {@link Limits#messageBytes()}. */
  public LimitsBuilder messageBytes(int messageBytes) {
    this.messageBytes = positive("messageBytes", messageBytes);
    return this;
  }

  /** Sets {@link Limits#frameBytes()}. */
  public LimitsBuilder frameBytes(int frameBytes) {
    this.frameBytes = positive("frameBytes", frameBytes);
    return this;
  }

  /** Sets {@link Limits#frameMessages()}. */
  public LimitsBuilder frameMessages(int frameMessages) {
    this.frameMessages = positive("frameMessages", frameMessages);
    return this;
  }

  /** Sets {@link Limits#chatText()}. */
  public LimitsBuilder chatText(int chatText) {
    this.chatText = positive("chatText", chatText);
    return this;
  }

  /** Sets {@link Limits#pendingBytes()}. */
  public LimitsBuilder pendingBytes(int pendingBytes) {
    this.pendingBytes = positive("pendingBytes", pendingBytes);
    return this;
  }

  /** Sets {@link Limits#unreadBytes()}. */
  public LimitsBuilder unreadBytes(int unreadBytes) {
    this.unreadBytes = positive("unreadBytes", unreadBytes);
    return this;
  }

  /** Sets {@link Limits#controlFramesPerSecond()}. */
  public LimitsBuilder controlFramesPerSecond(int controlFramesPerSecond) {
    this.controlFramesPerSecond = positive("controlFramesPerSecond", controlFramesPerSecond);
    return this;
  }

  /** Sets {@link Limits#outboundFrameBytes()}. */
  public LimitsBuilder outboundFrameBytes(int outboundFrameBytes) {
    this.outboundFrameBytes = positive("outboundFrameBytes", outboundFrameBytes);
    return this;
  }

  /** Sets {@link Limits#outboxBytes()}. */
  public LimitsBuilder outboxBytes(int outboxBytes) {
    this.outboxBytes = positive("outboxBytes", outboxBytes);
    return this;
  }

  /** Sets {@link Limits#outboxAge()}. */
  public LimitsBuilder outboxAge(Duration outboxAge) {
    this.outboxAge = positive("outboxAge", outboxAge);
    return this;
  }

  /** Sets {@link Limits#commandsPerSecond()}. */
  public LimitsBuilder commandsPerSecond(int commandsPerSecond) {
    this.commandsPerSecond = positive("commandsPerSecond", commandsPerSecond);
    return this;
  }

  /** Sets {@link Limits#commandBurst()}. */
  public LimitsBuilder commandBurst(int commandBurst) {
    this.commandBurst = positive("commandBurst", commandBurst);
    return this;
  }

  /** Sets {@link Limits#commandBytes()}. */
  public LimitsBuilder commandBytes(Rate commandBytes) {
    this.commandBytes = commandBytes;
    return this;
  }

  /** Sets {@link Limits#answerBytes()}. */
  public LimitsBuilder answerBytes(Rate answerBytes) {
    this.answerBytes = answerBytes;
    return this;
  }

  /** Sets {@link Limits#fanOutBytes()}. */
  public LimitsBuilder fanOutBytes(Rate fanOutBytes) {
    this.fanOutBytes = fanOutBytes;
    return this;
  }

  /** Sets {@link Limits#roomCommands()}. */
  public LimitsBuilder roomCommands(Rate roomCommands) {
    this.roomCommands = roomCommands;
    return this;
  }

  /** Sets {@link Limits#roomBytes()}. */
  public LimitsBuilder roomBytes(Rate roomBytes) {
    this.roomBytes = roomBytes;
    return this;
  }

  /** Sets {@link Limits#recorderBytes()}. */
  public LimitsBuilder recorderBytes(int recorderBytes) {
    this.recorderBytes = positive("recorderBytes", recorderBytes);
    return this;
  }

  /** Sets {@link Limits#memory()}. */
  public LimitsBuilder memory(MemoryLimits memory) {
    this.memory = memory;
    return this;
  }

  /** Sets {@link Limits#answerTimeout()}. */
  public LimitsBuilder answerTimeout(Duration answerTimeout) {
    this.answerTimeout = positive("answerTimeout", answerTimeout);
    return this;
  }

  /** Sets {@link Limits#perUser()}. */
  public LimitsBuilder perUser(Quota perUser) {
    this.perUser = perUser;
    return this;
  }

  /** Sets {@link Limits#perAddress()}. */
  public LimitsBuilder perAddress(Quota perAddress) {
    this.perAddress = perAddress;
    return this;
  }

  /**
   * Takes away the quotas of users and addresses, all limits of how much may be sent per second,
   * and {@link #unreadBytes}, for a load test: its clients are faster and more alike than people,
   * and share an address. The other limits of sizes and of memory stay.
   *
   * @return this builder
   */
  public LimitsBuilder forLoadTests() {
    commandsPerSecond = Integer.MAX_VALUE;
    commandBurst = Integer.MAX_VALUE;
    commandBytes = Rate.UNLIMITED;
    answerBytes = Rate.UNLIMITED;
    fanOutBytes = Rate.UNLIMITED;
    roomCommands = Rate.UNLIMITED;
    roomBytes = Rate.UNLIMITED;
    controlFramesPerSecond = Integer.MAX_VALUE;
    unreadBytes = Integer.MAX_VALUE;
    perUser = Quota.UNLIMITED;
    perAddress = Quota.UNLIMITED;
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
