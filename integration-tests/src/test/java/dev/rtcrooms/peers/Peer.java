package dev.rtcrooms.peers;

import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCRtpTransceiverInit;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCSignalingState;
import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsType;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import dev.rtcrooms.ice.CandidateException;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Keep;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.message.Restart;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Signal;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The way to one other client over libwebrtc, negotiated as W3C webrtc-pc shows it in its "Perfect
 * Negotiation Example" (§10.7); for its client's loop only. Since each operation ends before the
 * next begins, an offer collides exactly when ours waits for its answer.
 */
final class Peer implements AutoCloseable {

  private static final String CAMERA = "stream";

  private final String id;
  private final boolean polite;
  private final boolean receives;
  private final RTCPeerConnection pc;
  private final Description description;
  private final Arrivals arrivals;
  private final Consumer<Signal> send;
  private final Runnable beforeOffer;
  private final List<Sender> senders = new ArrayList<>();
  private final List<Integer> gatheringErrors = new ArrayList<>();
  private final long opened;
  private long newest;
  private SessionDescription offered;
  private boolean ignoreOffer;
  private int ignoredOffers;
  private boolean closed;

  /**
   * Opens a connection.
   *
   * @param send takes what is for the other
   * @param beforeOffer runs when an offer is made and set, but not sent
   */
  Peer(
      Connect connect,
      RTCPeerConnection pc,
      Arrivals arrivals,
      Consumer<Signal> send,
      Runnable beforeOffer) {
    this.id = connect.peer();
    this.polite = connect.polite();
    this.receives = connect.send();
    this.opened = connect.negotiation();
    this.newest = opened;
    this.pc = pc;
    this.description = new Description(pc);
    this.arrivals = arrivals;
    this.send = send;
    this.beforeOffer = beforeOffer;
  }

  /** Whether there is any use in sending media to the other. */
  boolean receives() {
    return receives;
  }

  /** How many offers of the other's met one of ours, and were not heard for that. */
  int ignoredOffers() {
    return ignoredOffers;
  }

  /** How a client names this connection to go on with it. */
  Keep.Connection kept() {
    return new Keep.Connection(id, opened, newest);
  }

  /** What comes from the other. */
  Arrivals arrivals() {
    return arrivals;
  }

  /** The description that was agreed last, of this side. */
  String localDescription() {
    return pc.getCurrentLocalDescription().sdp;
  }

  /** The description that was agreed last, of the other side. */
  String remoteDescription() {
    return pc.getCurrentRemoteDescription().sdp;
  }

  /** How many media sections the description has that was agreed last, of this side. */
  int localSections() {
    return read(localDescription()).media().size();
  }

  /** The ICE user names of both sides, as they were agreed last. */
  Set<String> ufrags() {
    Set<String> ufrags = new HashSet<>(read(localDescription()).ufrags());
    ufrags.addAll(read(remoteDescription()).ufrags());
    return ufrags;
  }

  /** Tells later the ICE user name of this side on the way that media takes now, or nothing. */
  CompletableFuture<String> usedUfrag() {
    CompletableFuture<String> used = new CompletableFuture<>();
    pc.getStats(report -> used.complete(usedUfrag(report.getStats())));
    return used;
  }

  private static String usedUfrag(Map<String, RTCStats> stats) {
    return stats.values().stream()
        .filter(each -> each.getType() == RTCStatsType.TRANSPORT)
        .map(transport -> stats.get(transport.getAttributes().get("selectedCandidatePairId")))
        .filter(Objects::nonNull)
        .map(pair -> stats.get(pair.getAttributes().get("localCandidateId")))
        .filter(Objects::nonNull)
        .map(candidate -> String.valueOf(candidate.getAttributes().get("usernameFragment")))
        .findAny()
        .orElse("");
  }

  /** The newest offer of the other side as it came: libwebrtc leaves out what it does not know. */
  SessionDescription offered() {
    return offered;
  }

  boolean isStable() {
    return pc.getSignalingState() == RTCSignalingState.STABLE;
  }

  /** Tells later how many samples of sound have come in and were decoded, 48,000 a second. */
  CompletableFuture<Long> samples() {
    return samples(pc);
  }

  static CompletableFuture<Long> samples(RTCPeerConnection pc) {
    CompletableFuture<Long> heard = new CompletableFuture<>();
    pc.getStats(
        report ->
            heard.complete(report.getStats().values().stream().mapToLong(Peer::samples).sum()));
    return heard;
  }

  /** Samples that were made up because packets were missing do not count. */
  private static long samples(RTCStats stats) {
    Map<String, Object> values = stats.getAttributes();
    return stats.getType() == RTCStatsType.INBOUND_RTP
            && values.get("totalSamplesReceived") instanceof Number all
            && values.get("concealedSamples") instanceof Number concealed
        ? all.longValue() - concealed.longValue()
        : 0;
  }

  RTCIceGatheringState gatheringState() {
    return pc.getIceGatheringState();
  }

  /** Sends a track, of which this disposes in the end. */
  Sender add(MediaStreamTrack track) {
    return keep(new Sender(pc.addTrack(track, List.of(CAMERA)), track));
  }

  /** Sends a track of a shared screen, of which this disposes in the end. */
  Sender addScreen(MediaStreamTrack track) {
    return keep(new Sender(pc.addTrack(track, List.of(Slides.STREAM)), track));
  }

  /**
   * Sends a picture in three layers, of a quarter, half and the full width and height; this
   * disposes of it in the end. libwebrtc names the layers itself, because webrtc-java gives an
   * encoding no {@code rid}; it sends all three of at least 960 x 540 pixels only.
   */
  Sender addLayers(MediaStreamTrack track) {
    RTCRtpTransceiverInit init = new RTCRtpTransceiverInit();
    init.direction = RTCRtpTransceiverDirection.SEND_ONLY;
    init.streamIds = List.of(CAMERA);
    init.sendEncodings = Stream.of(4.0, 2.0, 1.0).map(Peer::layer).toList();
    return keep(new Sender(pc.addTransceiver(track, init).getSender(), track));
  }

  private static RTCRtpEncodingParameters layer(double scale) {
    RTCRtpEncodingParameters layer = new RTCRtpEncodingParameters();
    layer.active = true;
    layer.scaleResolutionDownBy = scale;
    return layer;
  }

  private Sender keep(Sender sender) {
    senders.add(sender);
    return sender;
  }

  /** Says how large this side shows all pictures that a media server has offered. */
  void show(int width, int height) {
    List<Show.Video> videos =
        offered.media().stream()
            .filter(section -> section.kind().equals("video"))
            .flatMap(section -> section.rtp().msids().stream())
            .map(picture -> new Show.Video(picture.stream(), width, height, false))
            .toList();
    send.accept(new Show(id, newest, videos));
  }

  /** Sends a track no more; the other may go on sending in the same media section. */
  void remove(Sender sender) {
    pc.removeTrack(sender.rtp());
    senders.remove(sender);
    sender.close();
  }

  /** Lets all tracks go, which must be before their media sections are stopped. */
  void removeAll() {
    senders.forEach(Sender::close);
    senders.clear();
  }

  /** Ends all media sections but those of data, so that later ones recycle them. */
  void stopAll() {
    for (RTCRtpTransceiver transceiver : pc.getTransceivers()) {
      arrivals.gone(transceiver.getReceiver());
      transceiver.stop();
    }
  }

  /** Whether all is agreed, and no media flows nor will. */
  boolean isIdle() {
    return isStable() && pc.getTransceivers().length == 0;
  }

  /** Changes the direction of all media sections. */
  void direct(RTCRtpTransceiverDirection direction) {
    for (RTCRtpTransceiver transceiver : pc.getTransceivers()) {
      transceiver.setDirection(direction);
    }
  }

  /** The direction of the first media section, as it was agreed last. */
  RTCRtpTransceiverDirection direction() {
    return pc.getTransceivers()[0].getCurrentDirection();
  }

  Channel open(String label) {
    return new Channel(pc.createDataChannel(label, new RTCDataChannelInit()));
  }

  void restartIce() {
    pc.restartIce();
  }

  /** What restarts ICE if this side may not offer. */
  void askForRestart() {
    send.accept(new Restart(id, newest));
  }

  /** Something is to be agreed, and the state is stable. */
  void negotiate() {
    RTCSessionDescription offer = description.offer();
    beforeOffer.run();
    send.accept(new Offer(id, newest, Slides.mark(offer.sdp)));
  }

  void hear(Signal signal) {
    newest = Math.max(newest, signal.negotiation());
    if (signal instanceof Offer offer) {
      hearOffer(offer);
    } else if (signal instanceof Answer answer) {
      description.setRemote(RTCSdpType.ANSWER, answer.sdp());
    } else if (signal instanceof Candidate candidate) {
      hearCandidate(candidate);
    } else if (signal instanceof Restart) {
      pc.restartIce();
    }
  }

  private void hearOffer(Offer offer) {
    offered = read(offer.sdp());
    boolean collision = !isStable();
    ignoreOffer = collision && !polite;
    if (ignoreOffer) {
      ignoredOffers++;
      return;
    }
    if (collision) {
      description.rollback();
    }
    description.setRemote(RTCSdpType.OFFER, offer.sdp());
    send.accept(new Answer(id, offer.negotiation(), description.answer().sdp));
  }

  private static SessionDescription read(String sdp) {
    try {
      return SessionDescription.parse(sdp);
    } catch (SdpException e) {
      throw new AssertionError(e);
    }
  }

  /** libwebrtc has no word for the end of candidates, and needs none. */
  private void hearCandidate(Candidate candidate) {
    Candidate.Init init = candidate.init();
    if (init != null && !IceCandidate.isEnd(init.candidate()) && !ignoreOffer) {
      int index = init.sdpMLineIndex() == null ? 0 : init.sdpMLineIndex();
      pc.addIceCandidate(new RTCIceCandidate(init.sdpMid(), index, init.candidate()));
    }
  }

  void gathered(RTCIceCandidate found) {
    send.accept(
        new Candidate(
            id,
            newest,
            new Candidate.Init(found.sdp, found.sdpMid, found.sdpMLineIndex, ufrag(found))));
  }

  void failedToGather(int code) {
    gatheringErrors.add(code);
  }

  /** Error codes of STUN and TURN servers (RFC 8656 §19), as {@code icecandidateerror} has them. */
  List<Integer> gatheringErrors() {
    return List.copyOf(gatheringErrors);
  }

  private static String ufrag(RTCIceCandidate candidate) {
    try {
      return IceCandidate.parse(candidate.sdp).ufrag().orElse(null);
    } catch (CandidateException e) {
      throw new AssertionError(e);
    }
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    for (RTCRtpTransceiver transceiver : pc.getTransceivers()) {
      arrivals.gone(transceiver.getReceiver());
    }
    senders.forEach(Sender::close);
    pc.close();
    arrivals.close();
  }
}
