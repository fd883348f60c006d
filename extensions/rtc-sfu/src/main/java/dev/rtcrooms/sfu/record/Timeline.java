package dev.rtcrooms.sfu.record;

import java.util.concurrent.TimeUnit;

/**
 * The common time of the tracks of a stream, in microseconds. It begins with the first packet.
 * Sound goes on at the rate of its samples; pictures are placed where the publisher's clock says
 * that they belong to the sound, as soon as its reports have told (RFC 3550 §6.4.1). For one
 * thread.
 */
final class Timeline {

  private static final long NONE = Long.MIN_VALUE;

  private long zero = NONE;
  private long soundNtp;
  private long soundMicros;

  /** When something arrived. */
  long arrival(long nanos) {
    if (zero == NONE) {
      zero = nanos;
    }
    return TimeUnit.NANOSECONDS.toMicros(nanos - zero);
  }

  /** The publisher's clock at a moment of the sound; 0 if it is not known. */
  void sound(long ntp, long micros) {
    soundNtp = ntp;
    soundMicros = micros;
  }

  /** Tells whether {@link #withSound} can be used. */
  boolean hasSound() {
    return soundNtp != 0;
  }

  /** The moment at which the publisher's clock had a value, as the sound shows. */
  long withSound(long ntp) {
    return soundMicros + (long) ((ntp - soundNtp) * (1e6 / (1L << 32)));
  }
}
