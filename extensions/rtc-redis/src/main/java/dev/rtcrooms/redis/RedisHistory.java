package dev.rtcrooms.redis;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

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
public final class RedisHistory implements HistoryStore, AutoCloseable {

  private static final int TOKEN_BYTES = 9;

  private final RedisLink link;
  private final RoomKeys keys;
  private final EntryText text;
  private final Bounds bounds;
  private final SecureRandom random = new SecureRandom();
  private final RoomOrder order = new RoomOrder();
  private final Set<RedisPast> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong openings = new AtomicLong();
  private final String opener = token();

  RedisHistory(RedisLink link, RoomKeys keys, EntryText text, Bounds bounds) {
    this.link = link;
    this.keys = keys;
    this.text = text;
    this.bounds = bounds;
    link.every(Bounds.GRACE.toMillis() / 3, () -> open.forEach(RedisPast::touch));
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
    byte[][] names = keys.of(room);
    String token = token();
    List<Object> arguments =
        List.of(token, opener, openings.incrementAndGet(), bounds.homeMillis());
    return order
        .change(room, () -> link.call(Script.CLAIM, names, arguments))
        .thenApply(answer -> past(room, names, new Position(token, answer.number(1))));
  }

  private Past past(UUID room, byte[][] names, Position end) {
    RedisPast past = new RedisPast(room, names, end, link, order, text, bounds, open::remove);
    open.add(past);
    return past;
  }

  private String token() {
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Disconnects from Redis; to be called when the rooms have closed ({@link
   * dev.rtcrooms.Rooms#awaitClosed}). Blocks for two seconds at most.
   */
  @Override
  public void close() {
    link.close();
  }
}
