package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.net.TransportOwner;
import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import dev.rtcrooms.sfu.rtcp.RtcpReader;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.SourceMap;
import dev.rtcrooms.sfu.speech.Voices;
import dev.rtcrooms.sfu.stats.PeerStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The media of one publisher, and the feedback that it gets about them. For the loop's thread. */
public final class Uplink implements TransportOwner {

  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FEEDBACK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** What is missing is asked for at once, unless it was just before; then at the next tick. */
  private static final long ASKING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final int self;
  private final PublisherRate rate;
  private final Voices voices;
  private final LoopCounters counters;
  private final SourceMap<LayerReceivers> media = new SourceMap<>();
  private final SourceMap<LayerReceivers> repairs = new SourceMap<>();
  private final Map<Integer, Announced> announced = new HashMap<>();
  private final Map<Integer, Integer> announcedRepairs = new HashMap<>();
  private final SourceNames names = new SourceNames();
  private final RtpPacket packet = new RtpPacket();
  private final RtcpWriter report = new RtcpWriter();
  private final ArrivalFeedback arrivals = new ArrivalFeedback();
  private final Reports reports = new Reports();
  private final IdleWatch idle;
  private List<IncomingTrack> tracks = List.of();
  private @Nullable PeerTransport transport;
  private ExtensionIds ids = new ExtensionIds(0, 0, 0, 0, 0, 0);
  private long lastReport;
  private long lastFeedback;
  private long lastAsked;
  private final UplinkStats measured = new UplinkStats();
  private long now;

  /**
   * Expects no tracks yet.
   *
   * @param self the SSRC with which it reports
   * @param rate how much it takes; what is more is dropped
   * @param voices those of the room, which it reminds of the time
   * @param counters the loop's
   * @param onIdle hears the layers that nobody needs, whenever others are than before; on the
   *     loop's thread
   */
  public Uplink(
      int self,
      PublisherRate rate,
      Voices voices,
      LoopCounters counters,
      Consumer<List<IdleSource>> onIdle) {
    this.self = self;
    this.rate = rate;
    this.voices = voices;
    this.counters = counters;
    this.idle = new IdleWatch(onIdle);
  }

  /**
   * Sets the transport, which this object owns.
   *
   * @param transport the publisher's
   */
  public void use(PeerTransport transport) {
    this.transport = transport;
  }

  /**
   * The tracks of a new description, with those of the one before that go on.
   *
   * @param next all tracks
   * @param extensions the publisher's header extensions
   * @param sources what each SSRC sends that the description names, without repairs
   * @param pairs for each SSRC of repairs, the SSRC of the media
   */
  public void expect(
      List<IncomingTrack> next,
      ExtensionIds extensions,
      Map<Integer, Announced> sources,
      Map<Integer, Integer> pairs) {
    tracks = List.copyOf(next);
    ids = extensions;
    announced.clear();
    announced.putAll(sources);
    announcedRepairs.clear();
    announcedRepairs.putAll(pairs);
    List<Layer> present = new ArrayList<>();
    for (IncomingTrack track : tracks) {
      present.addAll(track.layers());
    }
    media.removeIf((ssrc, each) -> !present.contains(each.layer()) && end(ssrc));
    repairs.removeIf((ssrc, each) -> !present.contains(each.layer()) && end(ssrc));
  }

  private boolean end(int ssrc) {
    if (transport != null) {
      transport.setEnded(ssrc, true);
    }
    return true;
  }

  @Override
  public void secured() {
    for (int i = 0; i < media.size(); i++) {
      media.at(i).layer().wantKeyframe();
    }
  }

  @Override
  public boolean isAudio(int ssrc) {
    LayerReceivers source = media.get(ssrc);
    return source != null && source.layer().format().video() == null;
  }

  @Override
  public void receiveRtp(byte[] bytes, int length, long time) {
    now = time;
    if (!packet.read(bytes, 0, length)) {
      counters.drop(Drop.MALFORMED);
      return;
    }
    Drop reason = rate.take(packet.ssrc(), length, now);
    if (reason != null) {
      counters.drop(reason);
      return;
    }
    arrivals.received(packet, ids.transportCc(), now);
    LayerReceivers source = media.get(packet.ssrc());
    if (source != null) {
      receive(source, false);
      return;
    }
    if (repairs.get(packet.ssrc()) == null) {
      if (!find()) {
        counters.drop(Drop.UNKNOWN_SOURCE);
        return;
      }
      if (transport != null) {
        transport.setEnded(packet.ssrc(), false);
      }
    }
    receiveRepair(repairs.get(packet.ssrc()));
  }

  private void receiveRepair(@Nullable LayerReceivers repaired) {
    if (repaired == null) {
      LayerReceivers found = media.get(packet.ssrc());
      if (found != null) {
        receive(found, false);
      }
    } else if (packet.restore(repaired.layer().ssrc(), repaired.layer().format().payloadType())) {
      receive(repaired, true);
    } else {
      counters.drop(Drop.PADDING);
    }
  }

  private void receive(LayerReceivers source, boolean repair) {
    PeerTransport ready = transport;
    if (source.receive(packet, repair, now) && now - lastAsked >= ASKING_NANOS && ready != null) {
      lastAsked = now;
      source.ask(report, self, now);
      if (!report.isEmpty()) {
        ready.send(report);
      }
    }
  }

  /** Finds the track and the layer of a new source, by its SSRC or by the names in its packet. */
  private boolean find() {
    Integer repaired = announcedRepairs.get(packet.ssrc());
    LayerReceivers known = repaired == null ? null : media.get(repaired);
    if (known != null) {
      repairs.put(packet.ssrc(), known);
      return true;
    }
    SourceNames.Name name = names.of(packet, ids);
    Announced source = announced.get(packet.ssrc());
    IncomingTrack track = source == null ? byMid(name.mid()) : source.track();
    if (track == null) {
      return false;
    }
    if (packet.payloadType() == track.format().payloadType()) {
      return findMedia(track, name.rid() == null && source != null ? source.rid() : name.rid());
    }
    return packet.payloadType() == track.format().repairType()
        && findRepair(track, name.repairedRid());
  }

  private boolean findMedia(IncomingTrack track, @Nullable String named) {
    String rid = track.rids().isEmpty() ? null : named;
    if (!track.rids().isEmpty() && (rid == null || !track.rids().contains(rid))) {
      return false;
    }
    LayerReceivers before = track.source(rid);
    if (before != null) {
      media.removeIf((ssrc, other) -> other == before && end(ssrc));
      repairs.removeIf((ssrc, other) -> other == before && end(ssrc));
    }
    media.put(packet.ssrc(), track.begin(packet.ssrc(), rid, counters));
    return true;
  }

  private boolean findRepair(IncomingTrack track, @Nullable String repairedRid) {
    LayerReceivers source = track.source(track.rids().isEmpty() ? null : repairedRid);
    if (source == null) {
      return false;
    }
    repairs.put(packet.ssrc(), source);
    return true;
  }

  private @Nullable IncomingTrack byMid(@Nullable String mid) {
    for (IncomingTrack track : tracks) {
      if (track.mid().equals(mid)) {
        return track;
      }
    }
    return null;
  }

  /**
   * Returns what was measured; any thread.
   *
   * @param client the publisher
   * @return renewed each second
   */
  public PeerStats stats(String client) {
    return measured.of(client);
  }

  @Override
  public void receiveRtcp(byte[] bytes, int length, long time) {
    now = time;
    if (!RtcpReader.read(bytes, 0, length, reports)) {
      counters.drop(Drop.MALFORMED);
    }
  }

  private final class Reports implements RtcpHandler {
    @Override
    public void senderReport(int ssrc, long ntp, long timestamp) {
      LayerReceivers source = media.get(ssrc);
      if (source != null) {
        source.layer().reception().senderReport(ntp, timestamp, now);
      }
    }
  }

  @Override
  public void tick(long time) {
    voices.tick(TimeUnit.NANOSECONDS.toMillis(time));
    PeerTransport ready = transport;
    if (ready == null || !ready.isReady()) {
      return;
    }
    boolean reporting = time - lastReport >= REPORT_NANOS;
    for (int i = 0; i < media.size(); i++) {
      LayerReceivers source = media.at(i);
      source.ask(report, self, time);
      if (reporting) {
        source.layer().reception().write(report, self, source.layer().ssrc(), time);
      }
      if (report.isFull()) {
        ready.send(report);
      }
    }
    if (!report.isEmpty()) {
      ready.send(report);
    }
    if (reporting) {
      lastReport = time;
      measured.measure(tracks, time);
    }
    if (time - lastFeedback >= FEEDBACK_NANOS) {
      lastFeedback = time;
      idle.tick(tracks, time);
      arrivals.send(ready, self);
    }
  }
}
