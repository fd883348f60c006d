package dev.rtcrooms.sfu;

import dev.rtcrooms.Room;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.sfu.record.RecordingThread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a room: a file for each stream of each publisher, until it is stopped or ends by
 * itself. {@link Sfu#record} begins one. Any thread.
 */
public final class Recording implements AutoCloseable {

  private final Room room;
  private final Path folder;
  private final RecordingOptions options;
  private final Consumer<Recording> onEnd;
  private final RecordingThread thread;
  private final AtomicReference<@Nullable RecordingEnd> end = new AtomicReference<>();
  private final CompletableFuture<RecordingEnd> ended = new CompletableFuture<>();
  private final List<RecordedStream> all = new CopyOnWriteArrayList<>();

  /** The streams that are recorded now, by client and stream id; for the room's mailbox. */
  private final Map<List<String>, RecordedStream> streams = new HashMap<>();

  /**
   * Records nothing before {@link #start}.
   *
   * @param onEnd told once, on any thread, when nothing more is recorded
   */
  Recording(
      Room room,
      Path folder,
      RecordingOptions options,
      ThreadFactory threads,
      Consumer<Recording> onEnd) {
    this.room = room;
    this.folder = folder;
    this.options = options;
    this.onEnd = onEnd;
    RecordingThread.Bounds bounds =
        new RecordingThread.Bounds(
            options.bytes(), options.duration().toNanos(), options.freeBytes());
    this.thread = new RecordingThread(folder, bounds, new Ends(), threads);
  }

  /** Begins; once. Ends at once if the room is closed already. */
  void start() {
    thread.start();
    room.closed().thenRun(() -> end(RecordingEnd.ROOM_CLOSED));
  }

  private final class Ends implements RecordingThread.Listener {
    @Override
    public void ending(RecordingThread.Reason reason) {
      end(
          switch (reason) {
            case LIMIT -> RecordingEnd.LIMIT;
            case SPACE -> RecordingEnd.DISK_FULL;
            case FAILED -> RecordingEnd.FAILED;
          });
    }

    @Override
    public void ended() {
      ended.complete(reason());
    }
  }

  private RecordingEnd reason() {
    RecordingEnd reason = end.get();
    return reason == null ? RecordingEnd.FAILED : reason;
  }

  /** The first reason counts. */
  void end(RecordingEnd reason) {
    if (end.compareAndSet(null, reason)) {
      thread.end();
      onEnd.accept(this);
    }
  }

  /** The disk is stuck, so that nobody can say when the files will be complete. */
  private void stalled() {
    end(RecordingEnd.TOO_SLOW);
    ended.completeAsync(this::reason);
  }

  /** The tracks of a client have changed; for the room's mailbox. */
  void publishes(Member publisher, List<PublishedTrack> tracks, Executor loop) {
    Map<List<String>, List<PublishedTrack>> wanted = new LinkedHashMap<>();
    for (PublishedTrack track : tracks) {
      List<String> key = List.of(publisher.client(), track.stream());
      wanted.computeIfAbsent(key, each -> new ArrayList<>()).add(track);
    }
    streams
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone =
                  entry.getKey().get(0).equals(publisher.client())
                      && !entry.getValue().has(wanted.getOrDefault(entry.getKey(), List.of()));
              if (gone) {
                entry.getValue().stop(loop);
              }
              return gone;
            });
    if (end.get() == null) {
      wanted.forEach(
          (key, each) -> streams.computeIfAbsent(key, k -> begin(publisher, each, loop)));
    }
  }

  private RecordedStream begin(Member publisher, List<PublishedTrack> tracks, Executor loop) {
    RecordedStream stream =
        new RecordedStream(publisher, tracks, options.queueBytes(), this::stalled);
    all.add(stream);
    thread.add(stream.recorder());
    stream.start(loop);
    return stream;
  }

  /** Copies no more packets; for the room's mailbox. */
  void detach(Executor loop) {
    streams.values().forEach(stream -> stream.stop(loop));
    streams.clear();
  }

  /** {@return the room} */
  public Room room() {
    return room;
  }

  /** {@return the folder of the files} */
  public Path folder() {
    return folder;
  }

  /** {@return how the room is recorded} */
  public RecordingOptions options() {
    return options;
  }

  /** {@return whether it goes on} */
  public boolean isActive() {
    return end.get() == null;
  }

  /**
   * Returns the files so far. A stream has one file; more if its tracks change, its camera begins
   * late, or its picture is turned.
   *
   * @return a snapshot, by publisher in the order in which they began
   */
  public List<RecordedFile> files() {
    return all.stream().flatMap(stream -> stream.files().stream()).toList();
  }

  /**
   * Returns how much was left out because the disk was too slow.
   *
   * @return packets
   */
  public long dropped() {
    return all.stream().mapToLong(stream -> stream.recorder().dropped()).sum();
  }

  /**
   * Stops, and completes the files. Idempotent.
   *
   * @return see {@link #ended()}
   */
  public CompletionStage<RecordingEnd> stop() {
    end(RecordingEnd.STOPPED);
    return ended();
  }

  /**
   * Returns a stage that completes when the recording has ended and its files are closed; after
   * {@link RecordingEnd#TOO_SLOW}, perhaps before they are.
   *
   * @return why; completes on a thread of the recording
   */
  public CompletionStage<RecordingEnd> ended() {
    return ended.minimalCompletionStage();
  }

  /** Stops, and waits for nothing; see {@link #stop()}. */
  @Override
  public void close() {
    end(RecordingEnd.STOPPED);
  }
}
