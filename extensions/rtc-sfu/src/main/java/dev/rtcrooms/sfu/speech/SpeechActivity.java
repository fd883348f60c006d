package dev.rtcrooms.sfu.speech;

/**
 * How much of the last second of a source was speech, on three time scales: 20 ms, 100 ms and 1 s.
 * The scores are those of I. Volfin and I. Cohen, "Dominant speaker identification for multipoint
 * videoconferencing" (2013), on audio levels (RFC 6464) in place of sub-bands. Silence that is not
 * sent counts as silence. Not thread-safe.
 */
final class SpeechActivity {

  /** How long a packet of audio is, in milliseconds. */
  private static final int FRAME = 20;

  /** After so many milliseconds without a packet, the source is silent. */
  private static final int IDLE = 40;

  /** The steps of the shortest scale, and how many of each scale make one of the next. */
  private static final int STEPS = 13;

  private static final int FRAMES = 5;
  private static final int PARTS = 10;

  /** Above this step a frame counts as speech; above this number of frames, a part does. */
  private static final int SPEECH_STEP = 7;

  private static final int SPEECH_FRAMES = 4;

  /** The rates of the exponential distributions of speech. */
  private static final double IMMEDIATE_RATE = 0.78;

  private static final double MEDIUM_RATE = 24;
  private static final double LONG_RATE = 47;
  private static final double LEAST_SCORE = 1e-10;

  private final byte[] levels = new byte[FRAMES * PARTS];
  private int newest;
  private long last;
  private boolean begun;

  /**
   * Takes the level of a packet.
   *
   * @param level from 0 for silence to 127 for the loudest, in dB
   * @param now milliseconds
   */
  void hear(int level, long now) {
    pass(now);
    push(level);
    last = now;
    begun = true;
  }

  /** Counts the frames that are missing up to now as silent. */
  void pass(long now) {
    long silent = now - last;
    if (!begun || silent <= IDLE) {
      return;
    }
    long missing = silent / FRAME - 1;
    for (long i = Math.min(missing, levels.length); i > 0; i--) {
      push(0);
    }
    last += missing * FRAME;
  }

  private void push(int level) {
    newest = (newest + 1) % levels.length;
    levels[newest] = (byte) level;
  }

  /** The logarithm of the score of the newest frame. */
  double immediate() {
    return score(step(0), STEPS, IMMEDIATE_RATE);
  }

  /** The logarithm of the score of the last 100 ms. */
  double medium() {
    return score(speechFrames(0), FRAMES, MEDIUM_RATE);
  }

  /** The logarithm of the score of the last second. */
  double longTerm() {
    int parts = 0;
    for (int part = 0; part < PARTS; part++) {
      if (speechFrames(part) > SPEECH_FRAMES) {
        parts++;
      }
    }
    return score(parts, PARTS, LONG_RATE);
  }

  private int speechFrames(int part) {
    int frames = 0;
    for (int i = 0; i < FRAMES; i++) {
      if (step(part * FRAMES + i) > SPEECH_STEP) {
        frames++;
      }
    }
    return frames;
  }

  /** The step of the frame that came so many frames before the newest. */
  private int step(int before) {
    return levels[(newest - before + levels.length) % levels.length] / STEPS;
  }

  /** The logarithm of how much likelier it is that these are speech than that they are not. */
  private static double score(int active, int all, double rate) {
    double score = logBinomial(all, active) + all * Math.log(0.5) - Math.log(rate) + rate * active;
    return Math.log(Math.max(score, LEAST_SCORE));
  }

  private static double logBinomial(int all, int chosen) {
    double sum = 0;
    for (int i = 1; i <= chosen; i++) {
      sum += Math.log((double) (all - chosen + i) / i);
    }
    return sum;
  }
}
