package dev.rtcrooms.sfu.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a WebM or Matroska file (RFC 8794, RFC 9559, the WebM container guidelines). Segment and
 * cluster have unknown sizes while they grow, and each second reaches the file, so that it can be
 * played even if it was never closed. Sizes, duration and an index are filled in later. For one
 * thread.
 */
final class WebmWriter implements AutoCloseable {

  /** The longest cluster, and so the most that a player has to search through. */
  static final long CLUSTER_MILLIS = 5_000;

  private static final long FLUSH_MILLIS = 1_000;
  private static final int FLUSH_BYTES = 1 << 16;

  /** A block's time is relative to its cluster, in 16 bits (RFC 9559 §10.2). */
  private static final long MOST_BEFORE_CLUSTER = 30_000;

  private static final int SEEK_ENTRY = 21;
  private static final int SEEK_HEAD = 5 + 3 * SEEK_ENTRY;
  private static final int DURATION_ELEMENT = 11;
  private static final int CLUSTER_HEADER = 12;
  private static final Instant EPOCH = Instant.parse("2001-01-01T00:00:00Z");

  private static final int INFO = 0x1549A966;
  private static final int TRACKS = 0x1654AE6B;
  private static final int CUES = 0x1C53BB6B;

  private final SeekableByteChannel channel;
  private final List<TrackEntry> tracks;
  private final boolean hasVideo;
  private final EbmlBuffer out = new EbmlBuffer(2 * FLUSH_BYTES);
  private final EbmlBuffer cues = new EbmlBuffer(1024);

  /** Where the content of the segment begins, from which positions count. */
  private final long segment;

  private final long tracksAt;
  private final long durationAt;

  /** How much has reached the file; it ends with a whole block. */
  private long written;

  private long writtenMicros;
  private long cluster = -1;
  private long clusterMillis;
  private long flushedMillis;
  private long micros;
  private boolean broken;

  /**
   * Writes the header.
   *
   * @param channel an empty file, which {@link #close} closes
   * @param tracks in the order of their numbers, of which the first is 1
   * @param began when the recording began
   * @throws IOException if it cannot be written
   */
  WebmWriter(SeekableByteChannel channel, List<TrackEntry> tracks, Instant began)
      throws IOException {
    this.channel = channel;
    this.tracks = new ArrayList<>(tracks);
    this.hasVideo = tracks.stream().anyMatch(TrackEntry::video);
    boolean webm = tracks.stream().allMatch(TrackEntry::isWebm);
    EbmlBuffer head = new EbmlBuffer(64);
    head.unsigned(0x4286, 1).unsigned(0x42F7, 1).unsigned(0x42F2, 4).unsigned(0x42F3, 8);
    head.text(0x4282, webm ? "webm" : "matroska").unsigned(0x4287, 4).unsigned(0x4285, 2);
    out.master(0x1A45DFA3, head).id(0x18538067).size8(EbmlBuffer.UNKNOWN);
    segment = out.length();
    EbmlBuffer info = new EbmlBuffer(128);
    info.unsigned(0x2AD7B1, 1_000_000).text(0x4D80, "RTC Rooms").text(0x5741, "RTC Rooms");
    info.id(0x4461).size(8).number(Duration.between(EPOCH, began).toNanos(), 8);
    EbmlBuffer rest = new EbmlBuffer(512).master(INFO, info.space(DURATION_ELEMENT));
    durationAt = segment + SEEK_HEAD + rest.length() - DURATION_ELEMENT;
    tracksAt = (long) SEEK_HEAD + rest.length();
    out.append(seekHead(-1)).append(rest).append(entries(this.tracks));
    flush();
  }

  private static EbmlBuffer entries(List<TrackEntry> all) {
    EbmlBuffer entries = new EbmlBuffer(512);
    for (int i = 0; i < all.size(); i++) {
      all.get(i).write(entries, i + 1);
    }
    return new EbmlBuffer(512).master(TRACKS, entries);
  }

  /**
   * Changes what the header says of the size of a picture.
   *
   * @param track its place among the tracks, from 0
   * @param size has the new width and height
   * @throws IOException if the file cannot be written
   */
  void resize(int track, TrackEntry size) throws IOException {
    tracks.set(track, tracks.get(track).sized(size.width(), size.height()));
    replace(segment + tracksAt, entries(tracks));
  }

  /** Where the parts of the segment are, in a fixed length; without cues it has a space instead. */
  private EbmlBuffer seekHead(long cuesAt) {
    EbmlBuffer seeks = new EbmlBuffer(SEEK_HEAD);
    seek(seeks, INFO, SEEK_HEAD);
    seek(seeks, TRACKS, tracksAt);
    EbmlBuffer whole = new EbmlBuffer(SEEK_HEAD);
    if (cuesAt < 0) {
      return whole.master(0x114D9B74, seeks).space(SEEK_ENTRY);
    }
    seek(seeks, CUES, cuesAt);
    return whole.master(0x114D9B74, seeks);
  }

  private static void seek(EbmlBuffer seeks, int id, long position) {
    EbmlBuffer entry = new EbmlBuffer(SEEK_ENTRY);
    entry.id(0x53AB).size(4).number(id, 4).id(0x53AC).size(8).number(position, 8);
    seeks.master(0x4DBB, entry);
  }

  /**
   * Returns the length of the file.
   *
   * @return bytes, with those that wait in memory
   */
  long length() {
    return written + out.length();
  }

  /**
   * Returns the end of the last frame.
   *
   * @return microseconds from the beginning of the file
   */
  long micros() {
    return micros;
  }

  /**
   * Adds a frame. Frames come in the order of their times; one that is seconds late is left out.
   *
   * @param track its place among the tracks, from 0
   * @param frame its time is from the beginning of the file
   * @throws IOException if the file cannot be written
   */
  void write(int track, MediaFrame frame) throws IOException {
    long millis = (frame.micros() + 500) / 1000;
    boolean video = tracks.get(track).video();
    boolean begins = video && frame.keyframe();
    long most = begins ? FLUSH_MILLIS : CLUSTER_MILLIS;
    boolean opens = cluster < 0 || millis - clusterMillis >= most;
    if (opens) {
      endCluster();
      beginCluster(millis);
    }
    if (begins || (opens && !hasVideo)) {
      index(millis, track);
    }
    if (millis - clusterMillis < -MOST_BEFORE_CLUSTER) {
      return;
    }
    out.id(0xA3).size(4L + frame.data().length).size(track + 1L);
    out.number(millis - clusterMillis, 2).number(frame.keyframe() ? 0x80 : 0, 1);
    out.append(frame.data(), 0, frame.data().length);
    micros = Math.max(micros, frame.micros() + frame.durationMicros());
    if (out.length() >= FLUSH_BYTES || millis - flushedMillis >= FLUSH_MILLIS) {
      flushedMillis = millis;
      flush();
    }
  }

  private void beginCluster(long millis) {
    cluster = length();
    clusterMillis = millis;
    out.id(0x1F43B675).size8(EbmlBuffer.UNKNOWN).unsigned(0xE7, millis);
  }

  /** Lets a player begin with this frame. */
  private void index(long millis, int track) {
    EbmlBuffer position = new EbmlBuffer(32);
    position.unsigned(0xF7, track + 1L).unsigned(0xF1, cluster - segment);
    cues.master(0xBB, new EbmlBuffer(32).unsigned(0xB3, millis).master(0xB7, position));
  }

  private void endCluster() throws IOException {
    if (cluster >= 0) {
      flush();
      fillIn();
    }
  }

  /** Fills in the size of the last cluster, and the duration. */
  private void fillIn() throws IOException {
    if (cluster >= 0 && cluster + CLUSTER_HEADER < written) {
      long size = written - cluster - CLUSTER_HEADER;
      replace(cluster + CLUSTER_HEADER - EbmlBuffer.SIZE_8, sized(size));
    }
    replace(durationAt, new EbmlBuffer(16).decimal(0x4489, writtenMicros / 1000.0));
  }

  private static EbmlBuffer sized(long size) {
    return new EbmlBuffer(EbmlBuffer.SIZE_8).size8(size);
  }

  private void flush() throws IOException {
    broken = true;
    channel.position(written);
    writeAll(out.view());
    broken = false;
    written += out.length();
    writtenMicros = micros;
    out.clear();
  }

  private void replace(long at, EbmlBuffer with) throws IOException {
    channel.position(at);
    writeAll(with.view());
  }

  private void writeAll(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /**
   * Completes the file and closes it. After a failure it is cut where its last whole block ends.
   *
   * @throws IOException if it could not be completed; it is closed in any case
   */
  @Override
  public void close() throws IOException {
    try (channel) {
      if (broken) {
        out.clear();
        micros = writtenMicros;
        channel.truncate(written);
        fillIn();
      } else {
        endCluster();
        if (cues.length() > 0) {
          long cuesAt = written - segment;
          out.master(CUES, cues);
          flush();
          replace(segment, seekHead(cuesAt));
        }
      }
      replace(segment - EbmlBuffer.SIZE_8, sized(written - segment));
    }
  }
}
