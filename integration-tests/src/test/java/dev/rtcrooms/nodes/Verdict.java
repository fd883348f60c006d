package dev.rtcrooms.nodes;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.nodes.Talker.Heard;
import dev.rtcrooms.nodes.Talker.Visit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Judges what the clients have seen, and what was kept of their room; for one thread. */
final class Verdict {

  private final List<String> found = new ArrayList<>();
  private final Collection<Talker> talkers;
  private final TreeMap<Long, String> kept;
  private final List<Loss> losses;
  private final boolean isWhole;

  /**
   * A verdict about one room.
   *
   * @param talkers all who were there
   * @param kept the texts by their numbers
   * @param losses what Redis itself has lost
   */
  Verdict(Collection<Talker> talkers, TreeMap<Long, String> kept, List<Loss> losses) {
    this.talkers = talkers;
    this.kept = kept;
    this.losses = losses;
    isWhole = losses.isEmpty();
  }

  /** {@return what was wrong, perhaps nothing} */
  List<String> find() {
    for (Talker talker : talkers) {
      talker.complaints().forEach(complaint -> found.add(talker + " " + complaint));
      checkOrder(talker);
      checkAcknowledged(talker);
      checkLastStretch(talker);
    }
    checkContent();
    return found;
  }

  /** Within a connection, and from one to the next that recovered, no number is left out. */
  private void checkOrder(Talker talker) {
    long last = -1;
    Set<String> texts = new HashSet<>();
    for (Visit visit : talker.visits()) {
      long begin = visit.hello.position().offset();
      if (!visit.hello.recovered()) {
        texts.clear();
      } else if (begin != last) {
        found.add(talker + " recovered at " + begin + " and not at " + last);
      }
      last = begin;
      for (Heard heard : visit.heard) {
        if (heard.number() != last + 1) {
          found.add(
              "%s heard %d after %d, in a connection that %s at %d"
                  .formatted(
                      talker,
                      heard.number(),
                      last,
                      visit.hello.recovered() ? "recovered" : "began",
                      begin));
        }
        if (!texts.add(heard.text())) {
          found.add(talker + " heard " + heard.text() + " twice");
        }
        last = heard.number();
      }
    }
  }

  /** What was acknowledged is kept, but for what Redis itself has lost. */
  private void checkAcknowledged(Talker talker) {
    for (Talker.Acknowledged each : talker.acknowledged()) {
      boolean counts = losses.stream().allMatch(loss -> loss.spares(each));
      if (counts && !each.text().equals(kept.get(each.number()))) {
        found.add(
            "%s was acknowledged as %d, where %s is kept"
                .formatted(each.text(), each.number(), kept.get(each.number())));
      }
    }
  }

  /**
   * What a client has heard since it was last told of a gap is what is kept under these numbers.
   */
  private void checkLastStretch(Talker talker) {
    TreeMap<Long, String> stretch = new TreeMap<>();
    for (Visit visit : talker.visits()) {
      if (!visit.hello.recovered()) {
        stretch.clear();
      }
      visit.heard.forEach(heard -> stretch.put(heard.number(), heard.text()));
    }
    stretch.forEach(
        (number, text) -> {
          String other = kept.get(number);
          if (other != null && !other.equals(text) || other == null && isWhole) {
            found.add("%s heard %s as %d, kept is %s".formatted(talker, text, number, other));
          }
        });
    if (!talker.hasLeft()
        && !kept.isEmpty()
        && !stretch.isEmpty()
        && stretch.lastKey() < kept.lastKey()) {
      found.add(talker + " has not heard " + kept.lastEntry());
    }
  }

  /** The same place has the same content for all, and nothing is said twice. */
  private void checkContent() {
    Map<Position, String> content = new HashMap<>();
    Map<String, Long> numbers = new HashMap<>();
    for (Talker talker : talkers) {
      for (Visit visit : talker.visits()) {
        for (Heard heard : visit.heard) {
          Position at = new Position(visit.hello.position().epoch(), heard.number());
          String other = content.putIfAbsent(at, heard.text());
          if (other != null && !other.equals(heard.text())) {
            found.add(at + " is " + heard.text() + " and " + other);
          }
          Long before = numbers.putIfAbsent(heard.text(), heard.number());
          if (before != null && before != heard.number() && isWhole) {
            found.add(heard.text() + " was said as " + before + " and as " + heard.number());
          }
        }
      }
    }
    Set<String> texts = new HashSet<>();
    kept.values().stream()
        .filter(text -> !texts.add(text))
        .forEach(text -> found.add(text + " is kept twice"));
  }
}
