package dev.rtcrooms.sfu.record;

import java.io.IOException;

/**
 * Fills the holes in the sound of a file. Players count samples and do not look at the times of
 * later frames, so that a hole would move all that follows. For the writer's thread.
 */
final class Silence {

  private static final long LONGEST = 20_000;
  private static final long SHORTEST = 2_500;

  /** The lengths of a CELT frame by its configuration, from 28 on (RFC 6716 §3.1). */
  private static final int FIRST_CONFIGURATION = 28;

  private final int track;
  private boolean begun;
  private long end;

  /**
   * Fills nothing before the first frame.
   *
   * @param track its place in the file
   */
  Silence(int track) {
    this.track = track;
  }

  /**
   * Adds a frame of sound, and silence before it.
   *
   * @param file where it belongs
   * @param frame left out if its time is filled already
   * @throws IOException if the file cannot be written
   */
  void write(WebmWriter file, MediaFrame frame) throws IOException {
    if (begun) {
      fill(file, frame.micros(), SHORTEST);
    }
    if (!begun || frame.micros() > end - SHORTEST) {
      begun = true;
      file.write(track, frame);
      end = frame.micros() + frame.durationMicros();
    }
  }

  /**
   * Adds silence where the sound has stopped.
   *
   * @param file where it belongs
   * @param micros before which no more sound comes
   * @throws IOException if the file cannot be written
   */
  void pass(WebmWriter file, long micros) throws IOException {
    if (begun) {
      fill(file, micros, LONGEST);
    }
  }

  private void fill(WebmWriter file, long until, long least) throws IOException {
    while (until - end >= least) {
      int configuration = FIRST_CONFIGURATION;
      long length = SHORTEST;
      while (length < LONGEST && 2 * length <= until - end) {
        length *= 2;
        configuration++;
      }
      // the CELT frame of digital silence
      byte[] data = {(byte) (configuration << 3), (byte) 0xFF, (byte) 0xFE};
      file.write(track, new MediaFrame(track, end, length, true, data, 0, null));
      end += length;
    }
  }
}
