package dev.rtcrooms.sfu.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.sfu.forward.PublisherTrack;
import dev.rtcrooms.sfu.forward.TrackFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecordingThreadTest {

  private static final RecordingThread.Bounds NO_BOUNDS =
      new RecordingThread.Bounds(Long.MAX_VALUE, Long.MAX_VALUE, 0);

  private static final TrackFormat OPUS = new TrackFormat(null, 48_000, 111, -1);

  private final CompletableFuture<RecordingThread.Reason> ending = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final AtomicInteger stalls = new AtomicInteger();
  private final StreamRecorder stream =
      new StreamRecorder("ann", List.of(OPUS), 100_000, stalls::incrementAndGet);
  private final PublisherTrack publisher = new PublisherTrack(OPUS, stream.tap(0));
  private final long began = System.nanoTime();
  private int sent;

  private RecordingThread start(RecordingFolder folder, RecordingThread.Bounds bounds) {
    RecordingThread.Listener listener =
        new RecordingThread.Listener() {
          @Override
          public void ending(RecordingThread.Reason reason) {
            ending.complete(reason);
          }

          @Override
          public void ended() {
            ended.complete(null);
          }
        };
    RecordingThread thread = new RecordingThread(folder, bounds, listener, Thread::new);
    thread.add(stream);
    thread.start();
    return thread;
  }

  /** Sends sound of 20 ms with 1,000 bytes. */
  private void send() {
    long now = began + TimeUnit.MILLISECONDS.toNanos(20L * sent);
    byte[] payload = new byte[1000];
    payload[0] = (byte) 0xFC;
    publisher.send(960L * sent++, payload, now);
  }

  @Test
  void filesAreNamedAnewAndNeverOverwritten(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("ann-1.webm"), "an earlier one");
    RecordingThread thread = start(new DiskFolder(folder), NO_BOUNDS);
    for (int i = 0; i < 50; i++) {
      send();
    }
    thread.end();
    ended.get();
    assertThat(folder.resolve("ann-1.webm")).hasContent("an earlier one");
    assertThat(stream.files()).hasSize(1);
    assertThat(stream.files().get(0).path()).isEqualTo(folder.resolve("ann-2.webm"));
    assertThat(stream.files().get(0).isComplete()).isTrue();
    assertThat(WebmFile.of(folder.resolve("ann-2.webm")).blocks()).hasSize(50);
  }

  @Test
  void aSourceThatIsRestartedWithItsSsrcGoesOn(@TempDir Path folder) throws Exception {
    RecordingThread thread = start(new DiskFolder(folder), NO_BOUNDS);
    for (int i = 0; i < 50; i++) {
      send();
    }
    publisher.restart();
    for (int i = 0; i < 20; i++) {
      send();
    }
    thread.end();
    ended.get();
    assertThat(WebmFile.of(folder.resolve("ann-1.webm")).blocks()).hasSize(70);
  }

  @Test
  void aRecordingEndsAtItsSize(@TempDir Path folder) throws Exception {
    start(new DiskFolder(folder), new RecordingThread.Bounds(50_000, Long.MAX_VALUE, 0));
    while (!ending.isDone()) {
      send();
      Thread.onSpinWait();
    }
    assertThat(ending.get()).isEqualTo(RecordingThread.Reason.LIMIT);
    ended.get();
    assertThat(WebmFile.of(folder.resolve("ann-1.webm")).unfinished()).isEmpty();
  }

  @Test
  void aRecordingEndsAtItsDuration(@TempDir Path folder) throws Exception {
    long nanos = TimeUnit.MILLISECONDS.toNanos(1);
    start(new DiskFolder(folder), new RecordingThread.Bounds(Long.MAX_VALUE, nanos, 0));
    assertThat(ending.get()).isEqualTo(RecordingThread.Reason.LIMIT);
    ended.get();
  }

  @Test
  void aRecordingEndsBeforeTheDiskIsFull(@TempDir Path folder) throws Exception {
    start(
        new DiskFolder(folder.resolve("new")),
        new RecordingThread.Bounds(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
    assertThat(ending.get()).isEqualTo(RecordingThread.Reason.SPACE);
    ended.get();
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void aFolderThatCannotBeMadeEndsTheRecording(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    start(new DiskFolder(file.resolve("below")), NO_BOUNDS);
    while (!ending.isDone()) {
      send();
      Thread.onSpinWait();
    }
    assertThat(ending.get()).isEqualTo(RecordingThread.Reason.FAILED);
    ended.get();
    send();
    assertThat(stream.files()).isEmpty();
  }

  @Test
  void aFullDiskEndsTheRecordingAndLeavesAFileThatPlays() throws Exception {
    MemoryChannel disk = new MemoryChannel();
    disk.limit(200_000);
    start(new OneFile(disk), NO_BOUNDS);
    while (!ending.isDone()) {
      send();
      Thread.onSpinWait();
    }
    assertThat(ending.get()).isEqualTo(RecordingThread.Reason.FAILED);
    ended.get();
    WebmFile file = new WebmFile(disk.toBytes());
    assertThat(file.unfinished()).isEmpty();
    assertThat(file.blocks()).isNotEmpty();
    assertThat(file.duration()).isPositive();
    assertThat(stream.files().get(0).isComplete()).isTrue();
    assertThat(stream.files().get(0).bytes()).isEqualTo(disk.size());
    assertThat(stream.files().get(0).micros()).isEqualTo((long) (1000 * file.duration()));
  }

  @Test
  void aSlowDiskDropsPacketsAndDelaysNobody() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    MemoryChannel disk = new MemoryChannel();
    RecordingThread thread = start(new OneFile(new SlowChannel(disk, slow)), NO_BOUNDS);
    while (stream.dropped() < 1000) {
      send(); // returns while the disk does not
    }
    assertThat(stalls).hasPositiveValue(); // packets of 20 s were dropped
    slow.countDown();
    thread.end();
    ended.get();
    WebmFile file = new WebmFile(disk.toBytes());
    assertThat(file.unfinished()).isEmpty();
    assertThat(file.blocks()).hasSizeLessThan(sent);
  }

  /** A folder with room for one file. */
  private record OneFile(SeekableByteChannel channel) implements RecordingFolder {
    @Override
    public Opened create(String name, String suffix) {
      return new Opened(Path.of(name + suffix), channel);
    }

    @Override
    public long space() {
      return Long.MAX_VALUE;
    }
  }

  /** Writes nothing until it may. */
  private record SlowChannel(SeekableByteChannel disk, CountDownLatch until)
      implements SeekableByteChannel {
    @Override
    public int write(ByteBuffer source) throws IOException {
      try {
        until.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      return disk.write(source);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      return disk.read(target);
    }

    @Override
    public long position() throws IOException {
      return disk.position();
    }

    @Override
    public SeekableByteChannel position(long next) throws IOException {
      disk.position(next);
      return this;
    }

    @Override
    public long size() throws IOException {
      return disk.size();
    }

    @Override
    public SeekableByteChannel truncate(long next) throws IOException {
      disk.truncate(next);
      return this;
    }

    @Override
    public boolean isOpen() {
      return disk.isOpen();
    }

    @Override
    public void close() throws IOException {
      disk.close();
    }
  }
}
