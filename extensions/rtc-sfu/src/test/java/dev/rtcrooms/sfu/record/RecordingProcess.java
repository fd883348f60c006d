package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.forward.PublisherTrack;
import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A process that records sound and pictures, and is killed before it closes the file. */
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
  private static final int MOST_FRAMES_LATER = 3_000;

  private final StreamRecorder stream =
      new StreamRecorder("ann", List.of(OPUS, VP8), 100_000, () -> {});
  private final PublisherTrack microphone = new PublisherTrack(OPUS, stream.tap(0));
  private final PublisherTrack camera = new PublisherTrack(VP8, stream.tap(1));
  private final long began = System.nanoTime();
  private long sent;

  /**
   * Records 25 pictures a second into {@code ann-1.webm}, as fast as it can, as if each came in
   * time, and prints how long the recording is, in milliseconds. Then it goes on in real time, to
   * be killed while it writes, for a minute at most.
   *
   * @param arguments the folder, and how many milliseconds to record
   */
  public static void main(String[] arguments) throws IOException {
    RecordingFolder folder = new DiskFolder(Path.of(arguments[0]));
    long millis = Long.parseLong(arguments[1]);
    RecordingProcess process = new RecordingProcess();
    while (process.recorded() < millis) {
      process.record(folder);
    }
    System.out.println(process.recorded());
    for (int i = 0; i < MOST_FRAMES_LATER; i++) {
      process.record(folder);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(FRAME_MILLIS));
    }
    throw new IllegalStateException("not killed");
  }

  private long recorded() {
    return FRAME_MILLIS * sent;
  }

  /** Sends a frame of the sound, and perhaps a picture, and lets the recorder write. */
  private void record(RecordingFolder folder) throws IOException {
    byte[] frame = new byte[100];
    frame[0] = (byte) 0xFC; // 20 ms, RFC 6716 §3.1
    long now = began + TimeUnit.MILLISECONDS.toNanos(FRAME_MILLIS * sent);
    microphone.send(960 * sent, frame, now);
    if (sent % PICTURE_FRAMES == 0) {
      long picture = sent / PICTURE_FRAMES;
      camera.send(90 * FRAME_MILLIS * sent, picture % KEYFRAME_PICTURES == 0 ? KEY : CHANGE, now);
    }
    stream.write(folder, now);
    sent++;
  }
}
