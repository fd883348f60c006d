package dev.rtcrooms.sfu.record;

import java.nio.file.Path;
import java.time.Instant;

/** A file that is or was written. One thread writes, any thread reads. */
public final class FileProgress {

  private final Path path;
  private final Instant began;
  private volatile long bytes;
  private volatile long micros;
  private volatile boolean complete;

  FileProgress(Path path, Instant began) {
    this.path = path;
    this.began = began;
  }

  void wrote(long allBytes, long allMicros) {
    bytes = allBytes;
    micros = allMicros;
  }

  void completed() {
    complete = true;
  }

  /** {@return the file} */
  public Path path() {
    return path;
  }

  /** {@return when it was begun} */
  public Instant began() {
    return began;
  }

  /** {@return its length} */
  public long bytes() {
    return bytes;
  }

  /** {@return its duration in microseconds} */
  public long micros() {
    return micros;
  }

  /** {@return whether it is closed} */
  public boolean isComplete() {
    return complete;
  }
}
