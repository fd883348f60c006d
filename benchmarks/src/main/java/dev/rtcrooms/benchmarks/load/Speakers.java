package dev.rtcrooms.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Those who speak in the rooms of one group, one in each; for the generator's thread. */
final class Speakers {

  private final RoomGroup group;
  private final Window window;
  private final List<Sender> senders = new ArrayList<>();
  private final Pace pace;

  Speakers(RoomGroup group, List<CrowdedRoom> rooms, long start, Window window) {
    this.group = group;
    this.window = window;
    this.pace = new Pace(start, group.rate() * rooms.size());
    for (CrowdedRoom room : rooms) {
      senders.add(room.speaker(window, group.outstanding()));
    }
  }

  /** What was seen of their rooms. */
  Outcome.GroupOutcome outcome() {
    Histogram latencies = window.latencies();
    return new Outcome.GroupOutcome(
        group,
        window.perSecond(window.sent()),
        window.perSecond(window.deliveries()),
        micros(latencies.getValueAtPercentile(50)),
        micros(latencies.getValueAtPercentile(99)),
        micros(latencies.getValueAtPercentile(99.9)),
        micros(latencies.getMaxValue()));
  }

  private static double micros(long nanos) {
    return nanos / 1e3;
  }

  void begin(long now) {
    senders.forEach(sender -> sender.fill(now));
  }

  /** Says what is due; what comes late by our own fault counts from when it was due. */
  void speak(long now) {
    while (group.rate() > 0 && pace.due(now)) {
      Sender next = senders.get((int) (pace.taken() % senders.size()));
      next.speak(pace.take());
    }
  }
}
