package dev.rtcrooms.sfu.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes the files of one recording, so that a slow disk delays nothing else. Any
 * thread may call its methods.
 */
public final class RecordingThread {

  private static final Logger log = LoggerFactory.getLogger(RecordingThread.class);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SPACE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final RecordingFolder folder;
  private final Bounds bounds;
  private final Listener listener;
  private final Queue<StreamRecorder> arriving = new ConcurrentLinkedQueue<>();
  private final List<StreamRecorder> streams = new ArrayList<>();
  private final long started = System.nanoTime();
  private final Thread thread;
  private long writtenBefore;
  private long spaceChecked = started - SPACE_NANOS;
  private volatile boolean ending;

  /**
   * How much is recorded. Immutable; any thread.
   *
   * @param bytes of all files
   * @param nanos since the beginning
   * @param freeBytes what must stay free on the disk
   */
  public record Bounds(long bytes, long nanos, long freeBytes) {}

  /** Why a recording ends by itself. */
  public enum Reason {
    /** It is as long or as large as it may be. */
    LIMIT,
    /** The disk is as full as it may be. */
    SPACE,
    /** A file could not be written. */
    FAILED
  }

  /** Hears of the end, on the writer's thread. */
  public interface Listener {

    /**
     * The recording ends; what has come is still written.
     *
     * @param reason why
     */
    void ending(Reason reason);

    /** All files are closed, and the thread ends. */
    void ended();
  }

  /**
   * Starts the thread.
   *
   * @param folder where files are created
   * @param bounds how much is recorded
   * @param listener hears of the end
   * @param threads creates the thread
   */
  public RecordingThread(Path folder, Bounds bounds, Listener listener, ThreadFactory threads) {
    this(new DiskFolder(folder), bounds, listener, threads);
  }

  RecordingThread(RecordingFolder folder, Bounds bounds, Listener listener, ThreadFactory threads) {
    this.folder = folder;
    this.bounds = bounds;
    this.listener = listener;
    this.thread = threads.newThread(this::run);
  }

  /** Begins; once. */
  public void start() {
    thread.start();
  }

  /**
   * Adds a stream.
   *
   * @param stream not yet added
   */
  public void add(StreamRecorder stream) {
    arriving.add(stream);
  }

  /** Lets the thread end soon, when it has written what has come. Idempotent. */
  public void end() {
    ending = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    try {
      while (!ending) {
        Reason reason = turn();
        if (reason != null) {
          listener.ending(reason);
          break;
        }
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    } catch (RuntimeException e) {
      log.error("A recording has failed", e);
      listener.ending(Reason.FAILED);
    } finally {
      finish();
      listener.ended();
    }
  }

  private @Nullable Reason turn() {
    for (StreamRecorder next = arriving.poll(); next != null; next = arriving.poll()) {
      streams.add(next);
    }
    try {
      long written = writtenBefore;
      for (StreamRecorder stream : List.copyOf(streams)) {
        boolean goesOn = stream.write(folder, System.nanoTime());
        for (FileProgress file : stream.files()) {
          written += file.bytes();
          writtenBefore += goesOn ? 0 : file.bytes();
        }
        if (!goesOn) {
          streams.remove(stream);
        }
      }
      return limit(written);
    } catch (IOException e) {
      log.warn("A recording cannot be written: {}", e.toString());
      return Reason.FAILED;
    }
  }

  private @Nullable Reason limit(long written) throws IOException {
    long now = System.nanoTime();
    if (written >= bounds.bytes() || now - started >= bounds.nanos()) {
      return Reason.LIMIT;
    }
    if (bounds.freeBytes() > 0 && now - spaceChecked >= SPACE_NANOS) {
      spaceChecked = now;
      return folder.space() < bounds.freeBytes() ? Reason.SPACE : null;
    }
    return null;
  }

  private void finish() {
    streams.addAll(arriving);
    for (StreamRecorder stream : streams) {
      try {
        stream.end();
        stream.write(folder, System.nanoTime());
      } catch (IOException | RuntimeException e) {
        log.warn("A recorded file could not be completed: {}", e.toString());
      } finally {
        close(stream);
      }
    }
  }

  private static void close(StreamRecorder stream) {
    try {
      stream.close();
    } catch (IOException | RuntimeException e) {
      log.warn("A recorded file could not be closed: {}", e.toString());
    }
  }
}
