package dev.rtcrooms.peers;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import dev.onvoid.webrtc.media.video.VideoTrack;
import java.nio.ByteBuffer;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes pictures of a bar that moves, on a thread of its own; any thread may ask. */
final class Camera implements AutoCloseable {

  static final String THREAD = "camera";

  private static final int WIDTH = 64;
  private static final int HEIGHT = 48;
  private static final int INTERVAL_MS = 33;

  private final PeerConnectionFactory factory;
  private final int width;
  private final int height;
  private final CustomVideoSource source = new CustomVideoSource();
  private final AtomicInteger tracks = new AtomicInteger();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, THREAD));
  private int pictures;

  /** Takes thirty small pictures a second. */
  Camera(PeerConnectionFactory factory) {
    this(factory, WIDTH, HEIGHT, INTERVAL_MS);
  }

  /** Takes pictures of so many pixels, one each time so many milliseconds have passed. */
  Camera(PeerConnectionFactory factory, int width, int height, int interval) {
    this.factory = factory;
    this.width = width;
    this.height = height;
    var unused = thread.scheduleAtFixedRate(this::takePicture, 0, interval, TimeUnit.MILLISECONDS);
  }

  /** A new track of what it sees; whoever asked disposes of it. */
  VideoTrack track() {
    return factory.createVideoTrack("camera-" + tracks.incrementAndGet(), source);
  }

  private void takePicture() {
    NativeI420Buffer picture = NativeI420Buffer.allocate(width, height);
    int bar = pictures++ % height;
    ByteBuffer luma = picture.getDataY();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        luma.put(y * picture.getStrideY() + x, (byte) (y == bar ? 200 : 50));
      }
    }
    grey(picture.getDataU());
    grey(picture.getDataV());
    source.pushFrame(new VideoFrame(picture, System.nanoTime()));
    picture.release();
  }

  private static void grey(ByteBuffer chroma) {
    for (int i = 0; i < chroma.capacity(); i++) {
      chroma.put(i, (byte) 128);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      thread.awaitTermination(Loop.PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    source.dispose();
  }
}
