package dev.rtcrooms.sfu.record;

import dev.rtcrooms.sfu.forward.Layer;
import dev.rtcrooms.sfu.forward.TrackFormat;
import dev.rtcrooms.sfu.forward.TrackTap;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Records one stream of a publisher: copies packets on the loop into a bounded queue, from which
 * another thread writes them. A queue that is full drops packets; the loop never waits.
 */
public final class StreamRecorder {

  /** Players can only go to keyframes, and browsers send none by themselves. */
  private static final long KEYFRAME_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** If nothing could be written for so long, the recording ends. */
  static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String name;
  private final List<TrackFormat> formats;
  private final PacketQueue queue;
  private final Runnable stalled;
  private final List<TrackTap> taps = new ArrayList<>();
  private final AtomicIntegerArray keyframeNeeded;
  private final List<FileProgress> files = new CopyOnWriteArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private volatile boolean over;
  private boolean dropping;
  private long droppingSince;
  private @Nullable StreamWriter writer;

  /**
   * Records nothing yet.
   *
   * @param name the beginning of its files' names, of letters, digits, hyphens and underscores
   * @param formats how its tracks are sent
   * @param queueBytes how much may wait to be written
   * @param stalled called on the loop's thread, perhaps repeatedly, when nothing could be written
   *     for ten seconds
   */
  public StreamRecorder(String name, List<TrackFormat> formats, long queueBytes, Runnable stalled) {
    this.name = name;
    this.formats = List.copyOf(formats);
    this.queue = new PacketQueue(queueBytes);
    this.stalled = stalled;
    this.keyframeNeeded = new AtomicIntegerArray(formats.size());
    for (int i = 0; i < formats.size(); i++) {
      taps.add(new Tap(i, formats.get(i).video() != null));
    }
  }

  /**
   * Returns what copies a track's packets, on the loop's thread.
   *
   * @param track its place among the formats
   * @return the same each time
   */
  public TrackTap tap(int track) {
    return taps.get(track);
  }

  /** {@return the files so far, in order; any thread} */
  public List<FileProgress> files() {
    return List.copyOf(files);
  }

  /** {@return how many packets were dropped because the queue was full; any thread} */
  public long dropped() {
    return dropped.get();
  }

  /** Takes no more packets, and lets the file be completed. Any thread. */
  public void end() {
    over = true;
  }

  /** Forgets the sources, when it copies no more packets. For the loop's thread. */
  public void release() {
    taps.clear();
  }

  private final class Tap implements TrackTap {
    private final int track;
    private final boolean video;
    private final LayerChoice choice;
    private boolean began;
    private long lastKeyframe;

    Tap(int track, boolean video) {
      this.track = track;
      this.video = video;
      this.choice = new LayerChoice(video);
    }

    @Override
    public void received(Layer layer, RtpPacket packet, long in, boolean keyframe, long now) {
      if (over || !choice.takes(layer, keyframe, now)) {
        return;
      }
      if (video) {
        askForKeyframes(layer, keyframe, now);
      }
      if (queue.hasRoom()) {
        dropping = false;
        queue.add(copy(layer, packet, in, keyframe, now));
      } else {
        drop(now);
      }
    }

    private void askForKeyframes(Layer layer, boolean keyframe, long now) {
      if (keyframe) {
        began = true;
        lastKeyframe = now;
      } else if (!began
          || now - lastKeyframe > KEYFRAME_NANOS
          || keyframeNeeded.compareAndSet(track, 1, 0)) {
        layer.wantKeyframe();
      }
    }

    private MediaPacket copy(Layer layer, RtpPacket packet, long in, boolean keyframe, long now) {
      int from = packet.payload();
      byte[] payload = Arrays.copyOfRange(packet.bytes(), from, from + packet.payloadLength());
      return new MediaPacket(
          track,
          choice.choices(),
          in,
          packet.timestamp(),
          packet.marker(),
          keyframe,
          rotation(layer, packet),
          layer.ntpAt(packet.timestamp()),
          now,
          payload);
    }

    /** The rotation that undoes the one of the camera (3GPP TS 26.114 §7.4.5). */
    private int rotation(Layer layer, RtpPacket packet) {
      int at = packet.extension(layer.ids().orientation());
      return at == RtpPacket.ABSENT ? 0 : 90 * (packet.bytes()[at] & 3);
    }
  }

  private void drop(long now) {
    dropped.lazySet(dropped.getPlain() + 1);
    if (!dropping) {
      dropping = true;
      droppingSince = now;
    } else if (now - droppingSince > STALLED_NANOS) {
      stalled.run();
    }
  }

  /**
   * Writes what has come; for the writer's thread.
   *
   * @param folder where files are created
   * @param now as of {@link System#nanoTime}
   * @return false if all is written, because the stream has ended
   * @throws IOException if a file cannot be written
   */
  boolean write(RecordingFolder folder, long now) throws IOException {
    boolean last = over;
    StreamWriter open = writer;
    if (open == null) {
      open =
          new StreamWriter(
              name, formats, folder, track -> keyframeNeeded.set(track, 1), files::add);
      writer = open;
    }
    for (MediaPacket next = queue.poll(); next != null; next = queue.poll()) {
      open.take(next);
      open.advance(next.arrived());
    }
    open.advance(now);
    if (last) {
      open.close();
    }
    return !last;
  }

  /**
   * Completes the file, whatever waits; for the writer's thread.
   *
   * @throws IOException if it could not be completed
   */
  void close() throws IOException {
    over = true;
    if (writer != null) {
      writer.close();
    }
  }
}
