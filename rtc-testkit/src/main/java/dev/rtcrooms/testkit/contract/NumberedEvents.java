package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.Audience;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.HistoryStore.Retry;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Events to record, each of which contains a number; any thread. */
final class NumberedEvents {

  private NumberedEvents() {}

  static List<Recorded> recorded(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(n -> new Recorded(n, entry(n))).toList();
  }

  static List<Entry> entries(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(NumberedEvents::entry).toList();
  }

  static Entry entry(int n) {
    return new Entry(said(n), Audience.PARTICIPANTS, new Retry("ann", "say", "id-" + n));
  }

  static Said said(int n) {
    return new Said("id-" + n, "client", User.of("ann"), "text " + n, Instant.ofEpochSecond(n));
  }
}
