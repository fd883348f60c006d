package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.forward.PublisherTrack;
import dev.rtcrooms.sfu.forward.TrackFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A process that records sound until it is killed. */
final class RecordingProcess {

  private static final TrackFormat OPUS = new TrackFormat(null, 48_000, 111, -1);
  private static final int FRAME_MILLIS = 20;

  private final StreamRecorder stream = new StreamRecorder("ann", List.of(OPUS), 100_000, () -> {});
  private final PublisherTrack publisher = new PublisherTrack(OPUS, stream.tap(0));
  private final long began = System.nanoTime();
  private long sent;

  /**
   * Records into {@code ann-1.webm}, and prints after each frame how long the sound is, in
   * milliseconds.
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
    publisher.send(960 * sent++, frame, now);
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
