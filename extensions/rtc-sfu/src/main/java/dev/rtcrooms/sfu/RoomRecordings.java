package dev.rtcrooms.sfu;

import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.signaling.Streams;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/** The recordings of one room; for its mailbox, but {@link #record} and {@link #end}. */
final class RoomRecordings {

  private final Room room;
  private final ThreadFactory threads;

  /** Those that have not ended; any thread. */
  private final Map<Path, Recording> present = new ConcurrentHashMap<>();

  private final List<Recording> recordings = new ArrayList<>();
  private final Map<String, List<PublishedTrack>> published = new LinkedHashMap<>();
  private Executor loop = Runnable::run;

  RoomRecordings(Room room, ThreadFactory threads) {
    this.room = room;
    this.threads = threads;
  }

  /** Begins a recording, or returns the one that writes into this folder already. */
  synchronized Recording record(Path folder, RecordingOptions options) {
    Path key = folder.toAbsolutePath().normalize();
    Recording known = present.get(key);
    if (known != null && known.isActive()) {
      return known;
    }
    Recording begun = new Recording(room, key, options, threads, this::ended);
    present.put(key, begun);
    begun.start();
    room.execute(() -> add(begun));
    return begun;
  }

  private void add(Recording recording) {
    if (recording.isActive() && !recordings.contains(recording)) {
      recordings.add(recording);
      published.forEach((client, tracks) -> recording.publishes(publisher(client), tracks, loop));
      announce();
    }
  }

  private void ended(Recording recording) {
    present.remove(recording.folder(), recording);
    room.execute(
        () -> {
          recording.detach(loop);
          recordings.remove(recording);
          announce();
        });
  }

  private void announce() {
    boolean announced = recordings.stream().anyMatch(recording -> recording.options().announced());
    room.feature(Streams.class).recording(announced);
  }

  /** The room's media goes through a loop from now on. */
  void serve(Executor mediaLoop) {
    loop = mediaLoop;
  }

  /** The tracks of a client have changed. */
  void publishes(String client, List<PublishedTrack> tracks) {
    if (tracks.isEmpty()) {
      published.remove(client);
    } else {
      published.put(client, tracks);
    }
    for (Recording recording : recordings) {
      recording.publishes(publisher(client), tracks, loop);
    }
  }

  private Member publisher(String client) {
    for (Member member : room.feature(Streams.class).publishers()) {
      if (member.client().equals(client)) {
        return member;
      }
    }
    return new Member(client, User.of(client));
  }

  /** Ends all recordings. */
  void end(RecordingEnd reason) {
    present.values().forEach(recording -> recording.end(reason));
  }
}
