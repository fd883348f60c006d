package dev.rtcrooms.sfu;

import dev.rtcrooms.message.Member;
import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.record.FileProgress;
import dev.rtcrooms.sfu.record.StreamRecorder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executor;

/** A publisher's stream while it is recorded. For the room's mailbox, but {@link #files()}. */
final class RecordedStream {

  private static final int LONGEST_NAME = 32;

  private final Member publisher;
  private final String stream;
  private final boolean slides;
  private final StreamRecorder recorder;

  /** None once it has stopped: files are remembered longer than the packets of sources. */
  private List<PublishedTrack> tracks;

  RecordedStream(Member publisher, List<PublishedTrack> tracks, long queueBytes, Runnable stalled) {
    this.publisher = publisher;
    this.tracks = List.copyOf(tracks);
    this.stream = tracks.get(0).stream();
    this.slides = tracks.stream().anyMatch(track -> "slides".equals(track.content()));
    List<TrackFormat> formats = tracks.stream().map(track -> track.incoming().format()).toList();
    this.recorder = new StreamRecorder(name(publisher.client()), formats, queueBytes, stalled);
  }

  /** Without what a file system might take for something else. */
  private static String name(String client) {
    String plain = client.replaceAll("[^A-Za-z0-9_-]", "_");
    return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
  }

  StreamRecorder recorder() {
    return recorder;
  }

  boolean has(List<PublishedTrack> others) {
    return tracks.equals(others);
  }

  void start(Executor loop) {
    List<PublishedTrack> all = tracks;
    loop.execute(
        () -> {
          for (int i = 0; i < all.size(); i++) {
            all.get(i).incoming().add(recorder.tap(i));
          }
        });
  }

  void stop(Executor loop) {
    recorder.end();
    List<PublishedTrack> all = tracks;
    tracks = List.of();
    loop.execute(
        () -> {
          for (int i = 0; i < all.size(); i++) {
            all.get(i).incoming().remove(recorder.tap(i));
          }
          recorder.release();
        });
  }

  /** The files so far; any thread. */
  List<RecordedFile> files() {
    return recorder.files().stream().map(this::file).toList();
  }

  private RecordedFile file(FileProgress file) {
    return new RecordedFile(
        file.path(),
        publisher,
        stream,
        slides,
        file.began(),
        Duration.of(file.micros(), ChronoUnit.MICROS),
        file.bytes(),
        file.isComplete());
  }
}
