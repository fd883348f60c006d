package dev.rtcrooms.redis;

import dev.rtcrooms.message.Position;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pasts that this process has open; any thread. */
final class OpenPasts {

  private static final int TOKEN_BYTES = 9;

  /** So many calls may be under way at once when something concerns all pasts. */
  private static final int AT_ONCE = 1_000;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final RoomStore store;
  private final String opener;
  private final ConcurrentHashMap<UUID, RedisPast> open = new ConcurrentHashMap<>();
  private final AtomicLong openings = new AtomicLong();

  /**
   * No pasts.
   *
   * @param opener the name of this process, see {@link #token}
   */
  OpenPasts(RoomStore store, String opener) {
    this.store = store;
    this.opener = opener;
  }

  /** A random name of 12 characters: letters, digits, hyphens and underscores. */
  static String token() {
    byte[] token = new byte[TOKEN_BYTES];
    RANDOM.nextBytes(token);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /**
   * Asks for a room. To be called in its turn in the {@link RoomOrder}.
   *
   * @param token the epoch, if the answer is OK
   * @param conditions the lease of this node, the beginning of the keys of leases, and whether this
   *     node must not judge others; none without a cluster
   */
  CompletionStage<ScriptAnswer> claim(UUID room, String token, List<?> conditions) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(token, opener, openings.incrementAndGet(), store.bounds().homeMillis()));
    arguments.addAll(conditions);
    return store.link().call(Script.CLAIM, store.keys().of(room), arguments);
  }

  /**
   * Opens a past that was claimed.
   *
   * @param lost see {@link dev.rtcrooms.spi.cluster.Cluster#claim}
   */
  RedisPast open(UUID room, Position end, Runnable lost) {
    RedisPast past = new RedisPast(store, room, end, lost, ended -> open.remove(room, ended));
    open.put(room, past);
    return past;
  }

  @Nullable RedisPast find(UUID room) {
    return open.get(room);
  }

  /**
   * Makes a call for each open past, not for too many at once.
   *
   * @return completes when all calls have; fails if one of them does
   */
  CompletionStage<Void> each(Function<RedisPast, CompletionStage<?>> call) {
    return each(new ArrayList<>(open.values()), call);
  }

  private static CompletionStage<Void> each(
      List<RedisPast> pasts, Function<RedisPast, CompletionStage<?>> call) {
    List<RedisPast> first = pasts.subList(0, Math.min(AT_ONCE, pasts.size()));
    List<RedisPast> others = pasts.subList(first.size(), pasts.size());
    CompletableFuture<Void> all =
        CompletableFuture.allOf(
            first.stream()
                .map(past -> call.apply(past).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    return others.isEmpty()
        ? all
        : all.handle((none, failure) -> each(others, call).thenCompose(rest -> all))
            .thenCompose(rest -> rest);
  }
}
