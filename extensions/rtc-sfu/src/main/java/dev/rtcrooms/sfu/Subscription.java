package dev.rtcrooms.sfu;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Room;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Paused;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SdpLimits;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.forward.Downlink;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.sdp.DownOffer;
import dev.rtcrooms.sfu.sdp.RemoteTransport;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.signaling.PeerSession;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.transport.Masked;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to one receiver, with the tracks of all others. One offer is open at a time, for
 * ten seconds at most. What is published when the receiver comes is offered at once, and later
 * changes that follow each other share an offer. For the room's mailbox.
 */
final class Subscription {

  private static final Logger log = LoggerFactory.getLogger(Subscription.class);
  private static final Duration TOGETHER = Duration.ofMillis(100);

  /** How long a refused offer waits at first; each time twice as long. */
  private static final Duration RETRY = Duration.ofSeconds(1);

  /**
   * How long an offer may go without an answer before changes are offered in its place. No answer
   * comes if it would be larger than a message may be.
   */
  private static final Duration UNANSWERED = Duration.ofSeconds(10);

  private static final int MAX_RETRIES = 3;
  private static final long MAX_ID = 1L << 62;

  private final String client;
  private final Room room;
  private final PeerSession session;
  private final RoomShare share;
  private final RtpWriter writer;
  private final DtlsCertificate certificate;
  private final Downlink downlink;
  private final PeerTransport transport;
  private final DownOffer offer = new DownOffer(ThreadLocalRandom.current().nextLong(MAX_ID));
  private final Map<PublishedTrack, SentTrack> tracks = new LinkedHashMap<>();
  private final Map<String, Show.Video> shown = new HashMap<>();
  private Set<String> paused = Set.of();
  private final CodecNotices notices;
  private IceCredentials credentials = IceCredentials.create();
  private List<SentTrack> offered = List.of();
  private long negotiation;
  private boolean open;
  private boolean changed;
  private boolean closed;
  private int retries;
  private @Nullable Cancellable timer;
  private @Nullable Cancellable retry;

  Subscription(
      String client,
      long negotiation,
      Room room,
      PeerSession session,
      RoomShare share,
      RtpWriter writer) {
    this.client = client;
    this.negotiation = negotiation;
    this.room = room;
    this.session = session;
    this.share = share;
    this.writer = writer;
    this.certificate = share.certificate().get();
    this.notices = new CodecNotices(room, client);
    this.downlink =
        new Downlink(
            share.loop().counters(),
            share.loop()::layers,
            paused -> room.execute(() -> tellPaused(paused)));
    this.transport = share.transport(certificate, downlink);
    IceCredentials first = credentials;
    share
        .loop()
        .execute(
            () -> {
              downlink.use(transport);
              transport.open(first, System.nanoTime());
            });
  }

  /** Any thread. */
  PeerStats stats() {
    return downlink.stats(client);
  }

  /** Offers at once what is published when the receiver comes, by client. */
  void begin(Map<String, List<PublishedTrack>> published) {
    update(published);
    if (timer != null) {
      timer.cancel();
      sendOffer();
    }
  }

  /** Takes the present publications, by client. */
  void update(Map<String, List<PublishedTrack>> published) {
    Map<String, List<PublishedTrack>> others = new LinkedHashMap<>(published);
    others.remove(client);
    List<PublishedTrack> wanted = others.values().stream().flatMap(List::stream).toList();
    for (PublishedTrack gone : List.copyOf(tracks.keySet())) {
      if (!wanted.contains(gone)) {
        notices.forget(gone);
        SentTrack sent = tracks.remove(gone);
        if (sent != null) {
          sent.leave(offer);
          sent.stop(share.loop(), downlink);
        }
        change();
      }
    }
    for (PublishedTrack track : wanted) {
      if (!tracks.containsKey(track)) {
        SentTrack sent = SentTrack.create(track, downlink, transport, writer);
        tracks.put(track, sent);
        sent.show(share.loop(), shown.get(sent.stream()));
        change();
      }
    }
  }

  private void change() {
    changed = true;
    retries = 0;
    schedule();
  }

  /** Repeats an offer that came to nothing, a few times until something changes. */
  private void retry() {
    open = false;
    cancelRetry();
    if (changed) {
      schedule();
    } else if (!closed && retries < MAX_RETRIES) {
      retry = room.after(RETRY.multipliedBy(1L << retries++), this::repeat);
    }
  }

  private void repeat() {
    retry = null;
    changed = true;
    sendOffer();
  }

  /** An answer may come still, until there is another offer. */
  private void giveUp() {
    retry = null;
    open = false;
    schedule();
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
  }

  private void schedule() {
    if (changed && !open && !closed && timer == null) {
      timer = room.after(TOGETHER, this::sendOffer);
    }
  }

  private void sendOffer() {
    timer = null;
    if (closed || open || !changed) {
      return;
    }
    cancelRetry();
    changed = false;
    open = true;
    offered = List.copyOf(tracks.values());
    offered.forEach(sent -> sent.enter(offer));
    try {
      String sdp = offer.write(share.describe(credentials, certificate));
      session.send(new Offer(client, negotiation, sdp));
      retry = room.after(UNANSWERED, this::giveUp);
    } catch (RefusalException e) {
      retry();
      log.warn("Client {} cannot be offered media: {}", Masked.id(client), e.refusal().code());
    }
  }

  void answer(Answer answer) {
    negotiation = answer.negotiation();
    open = false;
    retries = 0;
    cancelRetry();
    SessionDescription description;
    try {
      description = SessionDescription.parse(answer.sdp(), SdpLimits.NONE);
    } catch (SdpException e) {
      throw new IllegalArgumentException("The description was checked", e);
    }
    if (RemoteTransport.tellsArrivals(description)) {
      share.loop().execute(downlink::expectArrivals);
    }
    RemoteTransport remote = RemoteTransport.of(description);
    if (!remote.fingerprints().isEmpty()) {
      share.loop().execute(() -> transport.expect(remote.fingerprints(), remote.credentials()));
    }
    for (SentTrack sent : offered) {
      if (tracks.containsValue(sent)) {
        if (sent.isTakenBy(description)) {
          sent.start(share.loop(), downlink);
        } else {
          notices.notTaken(sent.published());
        }
      }
    }
    offered = List.of();
    offer.answered();
    schedule();
  }

  /** The receiver shows its videos otherwise. */
  void show(Show show) {
    shown.clear();
    show.videos().forEach(video -> shown.put(video.stream(), video));
    for (SentTrack sent : tracks.values()) {
      sent.show(share.loop(), shown.get(sent.stream()));
    }
  }

  /** Tells the receiver which streams it gets without their video, if others than before. */
  private void tellPaused(Set<Integer> ssrcs) {
    Set<String> streams = new TreeSet<>();
    for (SentTrack sent : tracks.values()) {
      if (ssrcs.contains(sent.ssrc())) {
        streams.add(sent.stream());
      }
    }
    if (closed || streams.equals(paused)) {
      return;
    }
    paused = streams;
    try {
      session.send(new Paused(client, negotiation, List.copyOf(streams)));
    } catch (RefusalException e) {
      log.warn(
          "Client {} cannot be told what is paused: {}", Masked.id(client), e.refusal().code());
    }
  }

  /** The receiver asks for an ICE restart. */
  void restart() {
    credentials = IceCredentials.create();
    IceCredentials next = credentials;
    share.loop().execute(() -> transport.open(next, System.nanoTime()));
    change();
  }

  /** The receiver's answer was refused, so that perhaps no other will come. */
  void refused() {
    retry();
  }

  void close() {
    closed = true;
    if (timer != null) {
      timer.cancel();
    }
    cancelRetry();
    tracks.values().forEach(sent -> sent.stop(share.loop(), downlink));
    tracks.clear();
    share.loop().execute(transport::close);
  }
}
