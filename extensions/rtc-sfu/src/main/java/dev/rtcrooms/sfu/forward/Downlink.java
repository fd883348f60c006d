package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.LoopCounters.Count;
import dev.rtcrooms.sfu.net.MediaLoop;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.net.TransportOwner;
import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import dev.rtcrooms.sfu.rtcp.RtcpReader;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.SourceMap;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.stats.TrackStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The media that one receiver gets, and its feedback about them. For the loop's thread. */
public final class Downlink implements TransportOwner {

  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int DEFAULT_ROUND_TRIP = 100;

  private final LoopCounters counters;
  private final SourceMap<ForwardedTrack> tracks = new SourceMap<>();
  private final RtcpWriter report = new RtcpWriter();
  private final Requests requests = new Requests();
  private final SentPackets sent = new SentPackets();
  private final Bandwidth bandwidth = new Bandwidth(sent);
  private final IntSupplier layers;
  private final Choice choice;
  private @Nullable PeerTransport transport;
  private volatile int roundTrip = DEFAULT_ROUND_TRIP;
  private volatile List<TrackStats> stats = List.of();
  private int lastNtp;
  private long lastReport;
  private long now;

  /**
   * Sends no tracks yet.
   *
   * @param counters the loop's
   * @param layers how many layers of a video the receiver may get at present, the smallest first;
   *     asked on the loop's thread
   * @param onPaused hears the SSRCs of the tracks that are paused for lack of bandwidth, whenever
   *     others are than before; on the loop's thread
   */
  public Downlink(LoopCounters counters, IntSupplier layers, Consumer<Set<Integer>> onPaused) {
    this.counters = counters;
    this.layers = layers;
    this.choice = new Choice(bandwidth, layers, onPaused);
  }

  /**
   * Sets the transport, which this object owns.
   *
   * @param transport the receiver's
   */
  public void use(PeerTransport transport) {
    this.transport = transport;
  }

  /**
   * Returns what was sent, for the tracks of this object; any thread.
   *
   * @return the same each time, for the loop's thread
   */
  public SentPackets sent() {
    return sent;
  }

  /** The receiver tells of each packet when it arrived. */
  public void expectArrivals() {
    bandwidth.expectArrivals();
  }

  /**
   * Begins to send a track.
   *
   * @param track whose transport is that of this object
   */
  public void add(ForwardedTrack track) {
    tracks.put(track.ssrc(), track);
    track.track().add(track);
    choice.changed();
  }

  /**
   * Stops to send a track.
   *
   * @param track ignored if it was not added
   */
  public void remove(ForwardedTrack track) {
    tracks.remove(track.ssrc());
    track.track().remove(track);
    track.select(null);
    choice.changed();
  }

  /**
   * Returns what was measured; any thread.
   *
   * @param client the receiver
   * @return renewed each second
   */
  public PeerStats stats(String client) {
    return new PeerStats(client, false, roundTrip, 0, stats);
  }

  @Override
  public void secured() {
    for (int i = 0; i < tracks.size(); i++) {
      tracks.at(i).wantKeyframe();
    }
  }

  @Override
  public void receiveRtp(byte[] packet, int length, long time) {
    counters.drop(Drop.UNKNOWN_SOURCE);
  }

  @Override
  public void receiveRtcp(byte[] packet, int length, long time) {
    now = time;
    if (!RtcpReader.read(packet, 0, length, requests)) {
      counters.drop(Drop.MALFORMED);
    }
    bandwidth.update(roundTrip, time);
  }

  private final class Requests implements RtcpHandler {
    @Override
    public void nack(int ssrc, int sequence, int following) {
      ForwardedTrack track = tracks.get(ssrc);
      if (track == null) {
        return;
      }
      counters.add(Count.RESEND_ASKED, 1 + Integer.bitCount(following));
      boolean twice = warrantsCopies(now);
      track.resend(sequence, roundTrip, twice, now);
      for (int i = 0; i < 16; i++) {
        if ((following >> i & 1) != 0) {
          track.resend((sequence + 1 + i) & 0xFFFF, roundTrip, twice, now);
        }
      }
    }

    @Override
    public void keyframe(int ssrc) {
      ForwardedTrack track = tracks.get(ssrc);
      if (track != null) {
        counters.add(Count.KEYFRAMES_WANTED, 1);
        track.wantKeyframe();
      }
    }

    @Override
    public void report(int ssrc, int fractionLost, int lost, int lastReportNtp, long delay) {
      ForwardedTrack track = tracks.get(ssrc);
      if (track != null) {
        track.lost(lost);
      }
      if (lastReportNtp != 0 && lastReportNtp == lastNtp && track != null) {
        long elapsed = now - lastReport - (long) (delay / 65_536.0 * 1e9);
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(elapsed));
        roundTrip = (int) Math.min(1000, millis);
      }
    }

    @Override
    public void arrival(int number, long micros) {
      bandwidth.arrival(number, micros);
    }

    @Override
    public void bandwidth(long bitsPerSecond) {
      bandwidth.estimated(bitsPerSecond);
    }
  }

  @Override
  public void tick(long time) {
    PeerTransport ready = transport;
    if (ready == null || !ready.isReady()) {
      return;
    }
    choice.tick(tracks, time);
    boolean copies = warrantsCopies(time);
    for (int i = 0; i < tracks.size(); i++) {
      tracks.at(i).sendCopies(copies, time);
    }
    if (time - lastReport >= REPORT_NANOS) {
      lastReport = time;
      sendReports(ready, time);
      List<TrackStats> measured = new ArrayList<>();
      for (int i = 0; i < tracks.size(); i++) {
        measured.add(tracks.at(i).stats(time));
      }
      stats = measured;
    }
  }

  /** Whether copies are useful to the receiver, and the loop has not too much to do. */
  private boolean warrantsCopies(long time) {
    PeerTransport ready = transport;
    return ready != null
        && ready.hasSpare()
        && layers.getAsInt() == MediaLoop.LAYERS
        && bandwidth.warrantsCopies(time);
  }

  private void sendReports(PeerTransport ready, long time) {
    for (int i = 0; i < tracks.size(); i++) {
      ForwardedTrack track = tracks.at(i);
      long ntp = track.report(report, time);
      if (ntp != 0) {
        lastNtp = (int) (ntp >> 16);
      }
      if (report.isFull()) {
        ready.send(report);
      }
    }
    if (!report.isEmpty()) {
      ready.send(report);
    }
  }
}
