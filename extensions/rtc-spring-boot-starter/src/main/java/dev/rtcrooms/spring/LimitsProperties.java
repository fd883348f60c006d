package dev.rtcrooms.spring;

import dev.rtcrooms.Limits;
import dev.rtcrooms.LimitsBuilder;
import dev.rtcrooms.MemoryLimits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Rate;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * The properties {@code rtc.rooms.limits.*}; immutable. What is not set stays as it is by default.
 *
 * @param rooms How many rooms may be open.
 * @param clientsPerRoom How many clients a room may hold.
 * @param messageBytes The longest message that a client may send.
 * @param frameBytes The longest frame that a client may send.
 * @param frameMessages How many messages a frame from a client may hold.
 * @param chatText The longest text of a chat message, in Unicode code points.
 * @param pendingBytes How much a connection may send before it is admitted.
 * @param unreadBytes How much from a client may wait until its room handles it.
 * @param controlFramesPerSecond How many frames without a message a client may send per second.
 * @param outboundFrameBytes How much to a client is joined in one frame.
 * @param outboxBytes How much may wait for a client before it is disconnected.
 * @param outboxAge How long a message may wait for a client before it is disconnected.
 * @param commandsPerSecond How many commands a client may send per second in the long run.
 * @param commandBurst How many commands a client may send at once.
 * @param commandBytes How much a client may send.
 * @param answerBytes How much data a client may be answered with.
 * @param fanOutBytes How much a client may make its room send to all others.
 * @param roomCommands How many commands all clients of a room may send together.
 * @param roomBytes How much all clients of a room may send together.
 * @param recorderBytes How much of a room may wait for the history store.
 * @param memory How much memory all rooms may use together.
 * @param answerTimeout How long a login, an admission, a history store or a feature's answer may
 *     take.
 * @param perUser The quota of each user.
 * @param perAddress The quota of each network address.
 */
record LimitsProperties(
    @Nullable Integer rooms,
    @Nullable Integer clientsPerRoom,
    @Nullable DataSize messageBytes,
    @Nullable DataSize frameBytes,
    @Nullable Integer frameMessages,
    @Nullable Integer chatText,
    @Nullable DataSize pendingBytes,
    @Nullable DataSize unreadBytes,
    @Nullable Integer controlFramesPerSecond,
    @Nullable DataSize outboundFrameBytes,
    @Nullable DataSize outboxBytes,
    @Nullable Duration outboxAge,
    @Nullable Integer commandsPerSecond,
    @Nullable Integer commandBurst,
    @Nullable ByteRate commandBytes,
    @Nullable ByteRate answerBytes,
    @Nullable ByteRate fanOutBytes,
    @Nullable CountRate roomCommands,
    @Nullable ByteRate roomBytes,
    @Nullable DataSize recorderBytes,
    @Nullable Memory memory,
    @Nullable Duration answerTimeout,
    @Nullable Quotas perUser,
    @Nullable Quotas perAddress) {

  /** The limits with these changes. */
  Limits over(Limits base) {
    LimitsBuilder limits = base.toBuilder();
    set(rooms, limits::rooms);
    set(clientsPerRoom, limits::clientsPerRoom);
    set(frameMessages, limits::frameMessages);
    set(chatText, limits::chatText);
    set(controlFramesPerSecond, limits::controlFramesPerSecond);
    set(commandsPerSecond, limits::commandsPerSecond);
    set(commandBurst, limits::commandBurst);
    set(outboxAge, limits::outboxAge);
    set(answerTimeout, limits::answerTimeout);
    setBytes(messageBytes, limits::messageBytes);
    setBytes(frameBytes, limits::frameBytes);
    setBytes(pendingBytes, limits::pendingBytes);
    setBytes(unreadBytes, limits::unreadBytes);
    setBytes(outboundFrameBytes, limits::outboundFrameBytes);
    setBytes(outboxBytes, limits::outboxBytes);
    setBytes(recorderBytes, limits::recorderBytes);
    set(commandBytes, rate -> limits.commandBytes(rate.over(base.commandBytes())));
    set(answerBytes, rate -> limits.answerBytes(rate.over(base.answerBytes())));
    set(fanOutBytes, rate -> limits.fanOutBytes(rate.over(base.fanOutBytes())));
    set(roomCommands, rate -> limits.roomCommands(rate.over(base.roomCommands())));
    set(roomBytes, rate -> limits.roomBytes(rate.over(base.roomBytes())));
    set(memory, sizes -> limits.memory(sizes.over(base.memory())));
    set(perUser, quota -> limits.perUser(quota.over(base.perUser())));
    set(perAddress, quota -> limits.perAddress(quota.over(base.perAddress())));
    return limits.build();
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  private static void setBytes(@Nullable DataSize value, Consumer<Integer> setter) {
    set(value, size -> setter.accept(bytes(size)));
  }

  /** Limits are smaller than 2 GiB. */
  private static int bytes(DataSize size) {
    return (int) Math.min(Integer.MAX_VALUE, size.toBytes());
  }

  private static int bytesOr(@Nullable DataSize size, int otherwise) {
    return size == null ? otherwise : bytes(size);
  }

  private static long bytesOr(@Nullable DataSize size, long otherwise) {
    return size == null ? otherwise : size.toBytes();
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  /**
   * A rate of bytes.
   *
   * @param perSecond How much per second in the long run.
   * @param burst How much at once.
   */
  record ByteRate(@Nullable DataSize perSecond, @Nullable DataSize burst) {
    Rate over(Rate base) {
      return new Rate(bytesOr(perSecond, base.perSecond()), bytesOr(burst, base.burst()));
    }
  }

  /**
   * A rate of commands.
   *
   * @param perSecond How many per second in the long run.
   * @param burst How many at once.
   */
  record CountRate(@Nullable Integer perSecond, @Nullable Integer burst) {
    Rate over(Rate base) {
      return new Rate(or(perSecond, base.perSecond()), or(burst, base.burst()));
    }
  }

  /**
   * The memory of all rooms together. By default shares of the heap.
   *
   * @param historyBytes How much the histories in memory may keep.
   * @param outboxBytes How much may wait for all clients.
   * @param unreadBytes How much from all clients may wait until it is handled.
   * @param stateBytes How much the rooms may keep besides their histories.
   */
  record Memory(
      @Nullable DataSize historyBytes,
      @Nullable DataSize outboxBytes,
      @Nullable DataSize unreadBytes,
      @Nullable DataSize stateBytes) {
    MemoryLimits over(MemoryLimits base) {
      return new MemoryLimits(
          bytesOr(historyBytes, base.historyBytes()),
          bytesOr(outboxBytes, base.outboxBytes()),
          bytesOr(unreadBytes, base.unreadBytes()),
          bytesOr(stateBytes, base.stateBytes()));
    }
  }

  /**
   * A quota.
   *
   * @param connections How many connections at once.
   * @param joinsPerSecond How many connections may join within any second.
   * @param newRoomsPerMinute How many rooms may be opened within any minute.
   * @param rooms How many of the rooms that were opened so may be open at once.
   */
  record Quotas(
      @Nullable Integer connections,
      @Nullable Integer joinsPerSecond,
      @Nullable Integer newRoomsPerMinute,
      @Nullable Integer rooms) {
    Quota over(Quota base) {
      return new Quota(
          or(connections, base.connections()),
          or(joinsPerSecond, base.joinsPerSecond()),
          or(newRoomsPerMinute, base.newRoomsPerMinute()),
          or(rooms, base.rooms()));
    }
  }
}
