package dev.rtcrooms.examples.hands;

import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Writes all that is recorded to a file, a line for each event, before it is said: what could not
 * be written was not said. What clients resume from is kept by another store. Any thread.
 */
public final class WrittenHistory implements HistoryStore {

  private final HistoryStore kept;
  private final Path file;
  private final Codec codec;
  private final Map<Class<?>, MessageType<?>> types = new HashMap<>();
  private final Executor disk;

  /**
   * A history that is written down.
   *
   * @param kept gives back what clients have missed
   * @param file where to write; made if it is not there
   * @param codec turns events into lines
   * @param types the events' types
   * @param disk where to wait for the disk, since a mailbox must not; one task at a time
   */
  public WrittenHistory(
      HistoryStore kept, Path file, Codec codec, Collection<MessageType<?>> types, Executor disk) {
    this.kept = kept;
    this.file = file;
    this.codec = codec;
    types.forEach(type -> this.types.put(type.type(), type));
    this.disk = disk;
  }

  @Override
  public CompletionStage<Position> open(UUID room) {
    return kept.open(room);
  }

  @Override
  public CompletionStage<Position> append(UUID room, Entry entry) {
    return CompletableFuture.runAsync(() -> write(entry), disk)
        .thenCompose(written -> kept.append(room, entry));
  }

  private void write(Entry entry) {
    MessageType<?> type = types.get(entry.event().getClass());
    if (type == null) {
      throw new IllegalArgumentException("No type declares " + entry.event().getClass().getName());
    }
    String line = Outgoing.of(type, entry.event()).encoded(codec).text() + "\n";
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<Optional<List<Recorded>>> since(UUID room, Position position) {
    return kept.since(room, position);
  }

  @Override
  public CompletionStage<Void> forget(UUID room) {
    return kept.forget(room);
  }
}
