package dev.rtcrooms.transport;

import dev.rtcrooms.Limits;
import java.util.concurrent.TimeUnit;

/**
 * Counts the frames of a connection that carry no message, such as pings and blank frames, so that
 * they do not occupy a server; for one thread at a time. A transport counts those that it sees.
 */
public final class ControlFrames {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final int most;
  private long begin;
  private int count;

  /**
   * None were received yet.
   *
   * @param limits {@link Limits#controlFramesPerSecond()} is enforced
   */
  public ControlFrames(Limits limits) {
    most = limits.controlFramesPerSecond();
  }

  /**
   * Counts frames.
   *
   * @param now in nanoseconds, such as {@link System#nanoTime()}
   * @param frames how many; more than 1 for one that costs as much
   * @return false if they are too many, so that the connection must be closed with {@link
   *     dev.rtcrooms.CloseReason#FLOODING}
   */
  public boolean allows(long now, int frames) {
    if (now - begin >= SECOND || count == 0) {
      begin = now;
      count = 0;
    }
    count += frames;
    return count <= most;
  }
}
