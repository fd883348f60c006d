package dev.rtcrooms.peers;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Shows what comes in on a track, counts its pictures, and measures them and their gaps; any
 * thread.
 */
final class Screen implements VideoTrackSink, AutoCloseable {

  private final VideoTrack track;
  private int frames;
  private int height;
  private long last = System.nanoTime();
  private long longestGap;

  Screen(VideoTrack track) {
    this.track = track;
    track.addSink(this);
  }

  @Override
  public void onVideoFrame(VideoFrame frame) {
    int pixels = frame.buffer.getHeight();
    frame.release();
    synchronized (this) {
      frames++;
      height = pixels;
      longestGap = longestGap();
      last = System.nanoTime();
      notifyAll();
    }
  }

  /** Measures gaps from now on. */
  synchronized void beginGaps() {
    last = System.nanoTime();
    longestGap = 0;
  }

  /** The longest time without a picture, in nanoseconds, and the present one may be it. */
  synchronized long longestGap() {
    return Math.max(longestGap, System.nanoTime() - last);
  }

  /** Waits until so many more pictures have come. */
  synchronized void awaitFrames(int more) {
    int enough = frames + more;
    await(() -> frames >= enough, () -> (enough - frames) + " of " + more + " pictures never came");
  }

  /** Waits for a picture whose height is within these bounds, in pixels. */
  synchronized void awaitHeight(int least, int most) {
    await(
        () -> height >= least && height <= most,
        () -> "Pictures are " + height + " high, not " + least + " to " + most);
  }

  private synchronized void await(BooleanSupplier condition, Supplier<String> complaint) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Loop.PATIENCE_SECONDS);
    try {
      while (!condition.getAsBoolean()) {
        long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (rest <= 0) {
          throw new AssertionError(complaint.get());
        }
        wait(rest);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Must be called while the track is still there. */
  @Override
  public void close() {
    track.removeSink(this);
  }
}
