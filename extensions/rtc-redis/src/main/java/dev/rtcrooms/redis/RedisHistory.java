package dev.rtcrooms.redis;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Stores the recorded events of rooms in Redis or Valkey, so that they outlive the process: clients
 * resume after a restart, and the chat is there. Any thread.
 *
 * <p>One process at a time serves a room. If another process opens it, the earlier one stores
 * nothing more, and its room ends.
 *
 * <pre>{@code
 * RedisHistory history =
 *     RedisHistory.builder("redis://localhost").name("shop").secret(secret).connect();
 * Rooms rooms = RtcRooms.builder().secret(secret).history(history).feature(Chat::new).build();
 * }</pre>
 */
@SuppressWarnings("FutureReturnValueIgnored") // of what a timer repeats
public final class RedisHistory implements HistoryStore, AutoCloseable {

  private final Connections connections;
  private final RoomOrder order = new RoomOrder();
  private final OpenPasts pasts;

  RedisHistory(
      Connections connections, RedisLink link, RoomKeys keys, EntryText text, Bounds bounds) {
    this.connections = connections;
    pasts =
        new OpenPasts(new RoomStore(link, keys, text, bounds, order, () -> ""), OpenPasts.token());
    connections.every(Bounds.GRACE.toMillis() / 3, () -> pasts.each(RedisPast::touch));
  }

  /**
   * Begins to configure a history.
   *
   * @param url the address of Redis: {@code redis://}, {@code rediss://} for TLS, or {@code
   *     redis-sentinel://}, with user, password and database as Lettuce's {@code RedisURI} reads
   *     them
   * @return a builder
   * @throws IllegalArgumentException if it is not such an address; the message does not contain it
   */
  public static RedisHistoryBuilder builder(String url) {
    return new RedisHistoryBuilder(url);
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    String token = OpenPasts.token();
    return order
        .change(room, () -> pasts.claim(room, token, List.of()))
        .thenApply(answer -> pasts.open(room, new Position(token, answer.number(1)), () -> {}));
  }

  /**
   * Disconnects from Redis; to be called when the rooms have closed ({@link
   * dev.rtcrooms.Rooms#awaitClosed}). Blocks for two seconds at most.
   */
  @Override
  public void close() {
    connections.close();
  }
}
