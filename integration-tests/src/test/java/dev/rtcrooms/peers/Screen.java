package dev.rtcrooms.peers;

import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import dev.onvoid.webrtc.media.video.VideoTrackSink;
import java.util.concurrent.TimeUnit;

/** Shows what comes in on a track, and counts its pictures; any thread. */
final class Screen implements VideoTrackSink, AutoCloseable {

  private final VideoTrack track;
  private int frames;

  Screen(VideoTrack track) {
    this.track = track;
    track.addSink(this);
  }

  @Override
  public void onVideoFrame(VideoFrame frame) {
    frame.release();
    synchronized (this) {
      frames++;
      notifyAll();
    }
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
