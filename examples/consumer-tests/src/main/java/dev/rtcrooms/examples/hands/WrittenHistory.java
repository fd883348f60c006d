package dev.rtcrooms.examples.hands;

import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Stores the recorded events of each room in a file, so that they outlive the process. Any thread.
 * A mailbox must not block, so only the disk's executor reads and writes.
 */
public final class WrittenHistory implements HistoryStore {

  private final Path folder;
  private final int events;
  private final EntryLines lines;
  private final Executor disk;

  /**
   * A history in a folder.
   *
   * @param folder an existing folder
   * @param events how many of a room's newest events it gives back
   * @param lines writes events as text
   * @param disk runs one task at a time, in order; when it has run all tasks, all is written
   */
  public WrittenHistory(Path folder, int events, EntryLines lines, Executor disk) {
    this.folder = folder;
    this.events = events;
    this.lines = lines;
    this.disk = disk;
  }

  @Override
  public CompletionStage<Past> open(UUID room) {
    return CompletableFuture.supplyAsync(
        () -> WrittenPast.open(new Journal(file(room), lines), events, disk), disk);
  }

  /** Not the room's id, which is a capability. */
  private Path file(UUID room) {
    byte[] id = room.toString().getBytes(StandardCharsets.US_ASCII);
    return folder.resolve(UUID.nameUUIDFromBytes(id) + ".journal");
  }
}
