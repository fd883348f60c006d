package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.forward.TrackFormat;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes one stream into a file; into several, one after another, if a picture comes late or is
 * turned, since the header of a file says what it contains. For the writer's thread.
 */
final class StreamWriter implements AutoCloseable {

  /** How long a file waits for the first picture. */
  static final long PICTURE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String name;
  private final RecordingFolder folder;
  private final IntConsumer needsKeyframe;
  private final Consumer<FileProgress> files;
  private final Interleaver frames;
  private final List<TrackReader> readers = new ArrayList<>();

  /** For each track its place in the file, or -1. */
  private final int[] places;

  /** Whether each track has begun in the file. */
  private final boolean[] begun;

  /** For each track what fills its holes; null for video. */
  private final @Nullable Silence[] sounds;

  private List<@Nullable TrackEntry> entries = List.of();
  private @Nullable WebmWriter file;
  private @Nullable FileProgress progress;
  private long beginMicros;

  /**
   * Has no file yet.
   *
   * @param name the beginning of the files' names
   * @param formats of the tracks
   * @param folder where files are created
   * @param needsKeyframe called with the place of a track when only a keyframe helps
   * @param files hears of each file
   */
  StreamWriter(
      String name,
      List<TrackFormat> formats,
      RecordingFolder folder,
      IntConsumer needsKeyframe,
      Consumer<FileProgress> files) {
    this.name = name;
    this.folder = folder;
    this.needsKeyframe = needsKeyframe;
    this.files = files;
    this.frames = new Interleaver(formats.size());
    this.places = new int[formats.size()];
    this.begun = new boolean[formats.size()];
    this.sounds = new Silence[formats.size()];
    Timeline timeline = new Timeline();
    for (int i = 0; i < formats.size(); i++) {
      int track = i;
      TrackFormat format = formats.get(i);
      TrackClock clock = new TrackClock(timeline, format.video() != null, format.clockRate());
      Runnable asks = () -> needsKeyframe.accept(track);
      readers.add(new TrackReader(track, format.video(), clock, asks, frames::add));
    }
  }

  /** Takes a packet; {@link #advance} writes. */
  void take(MediaPacket packet) {
    readers.get(packet.track()).add(packet);
  }

  /**
   * Writes what need not wait any more.
   *
   * @param now as of {@link System#nanoTime}, not before the packets that were taken
   * @throws IOException if the file cannot be written
   */
  void advance(long now) throws IOException {
    for (TrackReader reader : readers) {
      reader.advance(now);
    }
    MediaFrame first = frames.peek();
    if (first == null || (file == null && !isReady(first, now))) {
      return;
    }
    for (MediaFrame frame = frames.poll(now); frame != null; frame = frames.poll(now)) {
      write(frame);
    }
    report();
  }

  private boolean isReady(MediaFrame first, long now) {
    return now - first.arrived() >= PICTURE_NANOS
        || readers.stream().allMatch(reader -> reader.entry() != null);
  }

  private void write(MediaFrame frame) throws IOException {
    TrackEntry entry = frame.entry();
    TrackEntry present = entries.isEmpty() ? null : entries.get(frame.track());
    boolean fits = entry == null || (present != null && present.rotation() == entry.rotation());
    if (file == null || !fits) {
      closeFile();
      open(frame);
    }
    WebmWriter open = Objects.requireNonNull(file);
    int track = frame.track();
    TrackEntry size = entries.get(track);
    if (entry != null && size != null && entry.isLargerThan(size)) {
      open.resize(places[track], entry);
      entries.set(track, entry);
    }
    if (!begun[track] && !frame.keyframe()) {
      needsKeyframe.accept(track);
      return;
    }
    begun[track] = true;
    MediaFrame placed = frame.since(beginMicros);
    Silence sound = sounds[track];
    if (sound != null) {
      sound.write(open, placed);
      return;
    }
    for (Silence each : sounds) {
      if (each != null) {
        each.pass(open, placed.micros());
      }
    }
    open.write(places[track], placed);
  }

  private void open(MediaFrame first) throws IOException {
    List<@Nullable TrackEntry> known = new ArrayList<>();
    List<TrackEntry> present = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      TrackEntry entry = i == first.track() && first.entry() != null ? first.entry() : null;
      entry = entry == null ? readers.get(i).entry() : entry;
      places[i] = entry == null ? -1 : present.size();
      known.add(entry);
      sounds[i] = entry == null || entry.video() ? null : new Silence(places[i]);
      if (entry != null) {
        present.add(entry);
      }
    }
    Arrays.fill(begun, false);
    entries = known;
    beginMicros = first.micros();
    String suffix = present.stream().allMatch(TrackEntry::isWebm) ? ".webm" : ".mkv";
    RecordingFolder.Opened opened = folder.create(name, suffix);
    Instant now = Instant.now();
    FileProgress begunFile = new FileProgress(opened.path(), now);
    progress = begunFile;
    files.accept(begunFile);
    try {
      file = new WebmWriter(opened.channel(), present, now);
    } catch (IOException e) {
      opened.channel().close();
      throw e;
    }
  }

  private void report() {
    if (file != null && progress != null) {
      progress.wrote(file.length(), file.micros());
    }
  }

  private void closeFile() throws IOException {
    WebmWriter closing = file;
    FileProgress finished = progress;
    file = null;
    if (closing != null && finished != null) {
      try {
        closing.close();
      } finally {
        finished.wrote(closing.length(), closing.micros());
        finished.completed();
      }
    }
  }

  /**
   * Writes all that has come, and completes the file.
   *
   * @throws IOException if the file could not be completed
   */
  @Override
  public void close() throws IOException {
    readers.forEach(TrackReader::finish);
    try {
      for (MediaFrame frame = frames.poll(); frame != null; frame = frames.poll()) {
        write(frame);
      }
    } finally {
      closeFile();
    }
  }
}
