package dev.rtcrooms.peers;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.concurrent.TimeUnit;

/** Shows what comes in on a track, counts its pictures and measures its gaps; any thread. */
final class Screen implements VideoTrackSink, AutoCloseable {

  private final VideoTrack track;
  private int frames;
  private long last = System.nanoTime();
  private long longestGap;

  Screen(VideoTrack track) {
    this.track = track;
    track.addSink(this);
  }

  @Override
  public void onVideoFrame(VideoFrame frame) {
    frame.release();
    synchronized (this) {
      frames++;
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
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(Loop.PATIENCE_SECONDS);
    try {
      while (frames < enough) {
        long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (rest <= 0) {
          throw new AssertionError((enough - frames) + " of " + more + " pictures never came");
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
