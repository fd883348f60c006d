package dev.rtcrooms.hub.quota;

import dev.rtcrooms.Quota;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.spi.Scheduler;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The usage of each user, or of each address; any thread. */
final class Usages {

  /** After so many questions, entries that are no longer used are removed. */
  private static final int SWEEP = 1024;

  private final Quota quota;
  private final Scheduler scheduler;
  private final ConcurrentHashMap<String, Usage> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  Usages(Quota quota, Scheduler scheduler) {
    this.quota = quota;
    this.scheduler = scheduler;
  }

  /** Asks a usage for something, which gives a refusal, or null. */
  interface Question {
    @Nullable Refusal ask(Usage usage, long now);
  }

  /** Gives the refusal, or empty if it is granted. */
  Optional<Refusal> ask(String key, Question question) {
    if (quota.equals(Quota.UNLIMITED)) {
      return Optional.empty();
    }
    long now = scheduler.nanoTime();
    if (asked.incrementAndGet() % SWEEP == 0) {
      byKey.keySet().forEach(known -> change(known, usage -> {}));
    }
    @Nullable Refusal[] refusal = new Refusal[1];
    byKey.compute(
        key,
        (same, known) -> {
          Usage usage = known == null ? new Usage(quota) : known;
          refusal[0] = question.ask(usage, now);
          return usage;
        });
    return Optional.ofNullable(refusal[0]);
  }

  /** Changes a usage that was granted, and forgets it if nothing is left of it. */
  void change(String key, Consumer<Usage> change) {
    long now = scheduler.nanoTime();
    byKey.computeIfPresent(
        key,
        (same, usage) -> {
          change.accept(usage);
          return usage.isUnused(now) ? null : usage;
        });
  }
}
