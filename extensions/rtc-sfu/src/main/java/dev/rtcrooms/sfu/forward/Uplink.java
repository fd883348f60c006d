package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.Drop;
import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.net.TransportOwner;
import dev.rtcrooms.sfu.rtcp.RtcpHandler;
import dev.rtcrooms.sfu.rtcp.RtcpReader;
import dev.rtcrooms.sfu.rtcp.RtcpWriter;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.speech.Voices;
import dev.rtcrooms.sfu.stats.PeerStats;
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
  private final PublisherSources sources;
  private final RtpPacket packet = new RtpPacket();
  private final RtcpWriter report = new RtcpWriter();
  private final ArrivalFeedback arrivals = new ArrivalFeedback();
  private final Reports reports = new Reports();
  private final IdleWatch idle;
  private @Nullable PeerTransport transport;
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
    this.sources = new PublisherSources(counters, this::setEnded);
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
   * @param named what each SSRC sends that the description names, without repairs
   * @param pairs for each SSRC of repairs, the SSRC of the media
   */
  public void expect(
      List<IncomingTrack> next,
      ExtensionIds extensions,
      Map<Integer, Announced> named,
      Map<Integer, Integer> pairs) {
    sources.expect(next, extensions, named, pairs);
  }

  private void setEnded(int ssrc, boolean ended) {
    if (transport != null) {
      transport.setEnded(ssrc, ended);
    }
  }

  @Override
  public void secured() {
    for (int i = 0; i < sources.size(); i++) {
      sources.at(i).layer().wantKeyframe();
    }
  }

  @Override
  public boolean isAudio(int ssrc) {
    LayerReceivers source = sources.media(ssrc);
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
    arrivals.received(packet, sources.ids().transportCc(), now);
    int ssrc = packet.ssrc();
    LayerReceivers source = sources.media(ssrc);
    LayerReceivers repaired = source == null ? sources.repaired(ssrc) : null;
    if (source == null && repaired == null) {
      if (!sources.find(packet)) {
        counters.drop(Drop.UNKNOWN_SOURCE);
        return;
      }
      source = sources.media(ssrc);
      repaired = sources.repaired(ssrc);
    }
    if (source != null) {
      receive(source, false);
    } else if (repaired != null) {
      receiveRepair(repaired);
    }
  }

  private void receiveRepair(LayerReceivers repaired) {
    if (packet.restore(repaired.layer().ssrc(), repaired.layer().format().payloadType())) {
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
      LayerReceivers source = sources.media(ssrc);
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
    for (int i = 0; i < sources.size(); i++) {
      LayerReceivers source = sources.at(i);
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
      measured.measure(sources.tracks(), time);
    }
    if (time - lastFeedback >= FEEDBACK_NANOS) {
      lastFeedback = time;
      idle.tick(sources.tracks(), time);
      arrivals.send(ready, self);
    }
  }
}
