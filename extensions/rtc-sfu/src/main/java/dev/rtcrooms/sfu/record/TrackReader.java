package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.rtp.VideoCodec;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the packets of one track into frames. Video begins with a keyframe, also where something is
 * missing. For one thread.
 */
final class TrackReader {

  private static final long VIDEO_DURATION = 33_000;

  /** A frame of more bytes is left out, so that a publisher cannot fill the memory with one. */
  private static final int LARGEST_FRAME = 4 << 20;

  private final int track;
  private final @Nullable Depacketizer video;
  private final TrackClock clock;
  private final Runnable needsKeyframe;
  private final Consumer<MediaFrame> frames;
  private final ReorderBuffer packets = new ReorderBuffer();
  private boolean waiting = true;
  private boolean asked;
  private @Nullable MediaPacket first;
  private int frameBytes;
  private long arrived;
  private long last = -1;
  private @Nullable TrackEntry entry;

  /**
   * Has no packets yet.
   *
   * @param track its place among the tracks of the stream
   * @param codec of video; null for Opus
   * @param clock its time
   * @param needsKeyframe called when only a keyframe helps
   * @param frames gets the frames in order
   */
  TrackReader(
      int track,
      @Nullable VideoCodec codec,
      TrackClock clock,
      Runnable needsKeyframe,
      Consumer<MediaFrame> frames) {
    this.track = track;
    this.video = codec == null ? null : Depacketizer.of(codec);
    this.clock = clock;
    this.needsKeyframe = needsKeyframe;
    this.frames = frames;
    this.entry = codec == null ? TrackEntry.opus() : null;
  }

  /** How the track is described, by its newest keyframe; null before the first. */
  @Nullable TrackEntry entry() {
    return entry;
  }

  void add(MediaPacket packet) {
    if (packets.isOther(packet)) {
      finish();
    }
    packets.add(packet);
    advance(packet.arrived());
  }

  /**
   * Reads what need not wait any more.
   *
   * @param now as of {@link System#nanoTime}
   */
  void advance(long now) {
    for (MediaPacket next = packets.poll(now); next != null; next = packets.poll(now)) {
      take(next);
    }
  }

  /** Reads all that has come. */
  void finish() {
    for (MediaPacket next = packets.poll(); next != null; next = packets.poll()) {
      take(next);
    }
    if (video != null && first != null) {
      endFrame(video);
    }
  }

  private void take(MediaPacket packet) {
    if (packets.takeGap()) {
      if (video != null) {
        skipToKeyframe(video);
      }
    }
    if (packet.payload().length > 0) {
      read(packet);
    }
  }

  private void skipToKeyframe(Depacketizer frame) {
    frame.end();
    first = null;
    waiting = true;
    asked = false;
  }

  private void read(MediaPacket packet) {
    if (video == null) {
      long duration = OpusDuration.micros(packet.payload());
      pass(packet, packet.payload(), duration, null, packet.arrived());
      return;
    }
    if (first != null && first.timestamp() != packet.timestamp()) {
      endFrame(video); // without a marker
    }
    if (waiting && first == null && !packet.keyframe()) {
      if (!asked) {
        asked = true;
        needsKeyframe.run();
      }
      return;
    }
    frameBytes = first == null ? 0 : frameBytes;
    first = first == null ? packet : first;
    arrived = packet.arrived();
    frameBytes += packet.payload().length;
    if (frameBytes > LARGEST_FRAME) {
      skipToKeyframe(video);
      return;
    }
    video.add(packet.payload());
    if (packet.marker()) {
      endFrame(video);
    }
  }

  private void endFrame(Depacketizer frame) {
    MediaPacket begin = first;
    CodedFrame coded = frame.end();
    first = null;
    if (begin == null) {
      return;
    }
    if (coded == null || (waiting && coded.entry() == null)) {
      waiting = true;
      asked = false;
      return;
    }
    waiting = false;
    TrackEntry begun = coded.entry() == null ? null : coded.entry().rotated(begin.rotation());
    entry = begun == null ? entry : begun;
    pass(begin, coded.data(), VIDEO_DURATION, begun, arrived);
  }

  private void pass(
      MediaPacket packet, byte[] data, long duration, @Nullable TrackEntry begun, long end) {
    long micros = clock.micros(packet);
    if (micros <= last) {
      if (video == null) {
        return; // the publisher's clock was put back
      }
      micros = last + 1000;
    }
    last = micros;
    boolean keyframe = video == null || begun != null;
    frames.accept(new MediaFrame(track, micros, duration, keyframe, data, end, begun));
  }
}
