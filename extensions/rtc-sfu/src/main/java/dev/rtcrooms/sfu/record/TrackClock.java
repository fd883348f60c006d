package dev.rtcrooms.sfu.record;

/** Finds the place of a track's packets on the timeline. For one thread. */
final class TrackClock {

  /** Where timestamps and arrivals differ by more, the publisher has paused or begun anew. */
  private static final long MOST_APART = 1_000_000;

  /** Reports that move a picture by more are of a pause, or wrong. */
  private static final long MOST_CORRECTION = 500_000;

  private final Timeline timeline;
  private final boolean video;
  private final double microsPerTick;
  private boolean begun;
  private int source;
  private long newest;
  private long base;
  private long baseMicros;

  TrackClock(Timeline timeline, boolean video, int clockRate) {
    this.timeline = timeline;
    this.video = video;
    this.microsPerTick = 1e6 / clockRate;
  }

  /** Returns the time of a packet, in microseconds. Packets come in order. */
  long micros(MediaPacket packet) {
    long arrival = timeline.arrival(packet.arrived());
    newest += (int) (packet.timestamp() - newest); // extends the 32 bits
    long micros = baseMicros + Math.round((newest - base) * microsPerTick);
    if (!begun || packet.source() != source || Math.abs(arrival - micros) > MOST_APART) {
      begun = true;
      source = packet.source();
      base = newest;
      baseMicros = arrival;
      micros = arrival;
    }
    if (!video) {
      timeline.sound(packet.ntp(), micros);
    } else if (packet.ntp() != 0 && timeline.hasSound()) {
      long corrected = timeline.withSound(packet.ntp());
      return Math.abs(corrected - micros) > MOST_CORRECTION ? micros : corrected;
    }
    return micros;
  }
}
