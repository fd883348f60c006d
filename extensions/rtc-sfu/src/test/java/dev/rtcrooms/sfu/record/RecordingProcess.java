package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.forward.PublisherTrack;
import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process that records sound and pictures until it is killed. */
final class RecordingProcess {

  private static final TrackFormat OPUS = new TrackFormat(null, 48_000, 111, -1);
  private static final TrackFormat VP8 = new TrackFormat(VideoCodec.VP8, 90_000, 96, 97);
  private static final int FRAME_MILLIS = 20;

  /** A picture is sent with each second frame of the sound. */
  private static final int PICTURE_FRAMES = 2;

  /** A whole picture of 320 x 180 (RFC 7741 §4.3), as far as the recorder looks at it. */
  private static final byte[] KEY = HexFormat.of().parseHex("101000009d012a4001b40000");

  private static final byte[] CHANGE = {0x10, 0x11, 0};
  private static final int KEYFRAME_PICTURES = 100;

  private final StreamRecorder stream =
      new StreamRecorder("ann", List.of(OPUS, VP8), 100_000, () -> {});
  private final PublisherTrack microphone = new PublisherTrack(OPUS, stream.tap(0));
  private final PublisherTrack camera = new PublisherTrack(VP8, stream.tap(1));
  private final long began = System.nanoTime();
  private long sent;

  /**
   * Records 25 pictures a second into {@code ann-1.webm}, and prints after each frame of the sound
   * how long it is, in milliseconds.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) {
    RecordingProcess process = new RecordingProcess();
    RecordingThread.Bounds bounds = new RecordingThread.Bounds(Long.MAX_VALUE, Long.MAX_VALUE, 0);
    RecordingThread thread =
        new RecordingThread(new DiskFolder(Path.of(arguments[0])), bounds, new Ends(), Thread::new);
    thread.add(process.stream);
    thread.start();
    Executors.newSingleThreadScheduledExecutor()
        .scheduleAtFixedRate(process::send, 0, FRAME_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void send() {
    byte[] frame = new byte[100];
    frame[0] = (byte) 0xFC; // 20 ms, RFC 6716 §3.1
    long now = began + TimeUnit.MILLISECONDS.toNanos(FRAME_MILLIS * sent);
    microphone.send(960 * sent, frame, now);
    if (sent % PICTURE_FRAMES == 0) {
      long picture = sent / PICTURE_FRAMES;
      camera.send(90 * FRAME_MILLIS * sent, picture % KEYFRAME_PICTURES == 0 ? KEY : CHANGE, now);
    }
    sent++;
    System.out.println(FRAME_MILLIS * sent);
  }

  /** Nobody ends this recording, so its end is a failure. */
  private static final class Ends implements RecordingThread.Listener {
    @Override
    public void ending(RecordingThread.Reason reason) {
      System.exit(1);
    }

    @Override
    public void ended() {
      System.exit(1);
    }
  }
}
