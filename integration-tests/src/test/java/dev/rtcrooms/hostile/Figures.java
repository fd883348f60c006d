package dev.rtcrooms.hostile;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.Stats;
import dev.rtcrooms.containers.Descriptors;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the attacked server tells of itself, in one line.
 *
 * @param heap the bytes of the heap that are in use
 * @param most how large the heap may be
 * @param files how many files and sockets are open
 */
record Figures(
    long heap,
    long most,
    long clients,
    long rooms,
    long waiting,
    long unread,
    long history,
    long files) {

  private static final Pattern LINE =
      Pattern.compile(
          "Figures\\[heap=(\\d+), most=(\\d+), clients=(\\d+), rooms=(\\d+), waiting=(\\d+),"
              + " unread=(\\d+), history=(\\d+), files=(\\d+)]");

  /** The figures of this process. */
  @SuppressWarnings("CallToSystemGC") // what is in use is to be known, without garbage
  static Figures of(Rooms rooms) {
    System.gc();
    Stats stats = rooms.stats();
    return new Figures(
        inUseAfterCollection(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax(),
        stats.clients(),
        stats.rooms().size(),
        stats.waitingBytes(),
        stats.unreadBytes(),
        stats.historyBytes(),
        Descriptors.open());
  }

  /**
   * As the collector has counted at its end: until this thread runs again, others may have filled
   * the heap with new garbage.
   */
  private static long inUseAfterCollection() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getCollectionUsage().getUsed())
        .sum();
  }

  static Optional<Figures> parse(String line) {
    Matcher found = LINE.matcher(line);
    return found.results().findFirst().map(Figures::of);
  }

  private static Figures of(MatchResult found) {
    return new Figures(
        number(found, 1),
        number(found, 2),
        number(found, 3),
        number(found, 4),
        number(found, 5),
        number(found, 6),
        number(found, 7),
        number(found, 8));
  }

  private static long number(MatchResult found, int group) {
    return Long.parseLong(found.group(group));
  }

  double heapInUse() {
    return (double) heap / most;
  }

  /** Whether nothing is left of any client. */
  boolean isAtRest() {
    return clients == 0 && rooms == 0 && waiting == 0 && unread == 0 && history == 0;
  }
}
