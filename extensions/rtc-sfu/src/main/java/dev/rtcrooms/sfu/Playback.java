package dev.rtcrooms.sfu;

import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.dtls.DtlsCertificate;
import dev.rtcrooms.sfu.forward.Downlink;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.sdp.CodecFormat;
import dev.rtcrooms.sfu.sdp.PlayAnswer;
import dev.rtcrooms.sfu.sdp.RemoteTransport;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.stun.IceCredentials;
import dev.rtcrooms.sfu.whip.Player;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The connection to one player, whose media sections never change: each carries the first track
 * that fits, and when that ends, the next. For the room's mailbox.
 */
final class Playback {

  private static final long MAX_ID = 1L << 62;

  private final RoomShare share;
  private final Player player;
  private final DtlsCertificate certificate;
  private final Downlink downlink;
  private final PeerTransport transport;
  private final long id = ThreadLocalRandom.current().nextLong(MAX_ID);
  private final Map<String, PlaySlot> slots = new LinkedHashMap<>();
  private long version;

  private Playback(RoomShare share, Player player) {
    this.share = share;
    this.player = player;
    this.certificate = share.certificate().get();
    this.downlink = new Downlink(share.loop().counters(), share.loop()::layers, paused -> {});
    this.transport = share.transport(certificate, downlink);
    share
        .loop()
        .execute(
            () -> {
              downlink.use(transport);
              transport.whenGone(player::gone);
            });
  }

  /** Answers the player's offer with what is published now. */
  static Playback begin(
      RoomShare share,
      RtpWriter writer,
      Player player,
      Map<String, List<PublishedTrack>> published) {
    Playback playback = new Playback(share, player);
    try {
      playback.open(writer, published);
      if (playback.slots.values().stream().allMatch(slot -> slot.track().isEmpty())) {
        player.nothingToPlay();
      } else {
        playback.connect(true);
      }
    } catch (RuntimeException e) {
      playback.close();
      throw e;
    }
    return playback;
  }

  private void open(RtpWriter writer, Map<String, List<PublishedTrack>> published) {
    Set<PublishedTrack> taken = new HashSet<>();
    for (MediaSection section : player.offer().media()) {
      Optional<PublishedTrack> track =
          tracks(published).stream()
              .filter(each -> !taken.contains(each))
              .filter(each -> each.codec().isVideo() == section.kind().equals("video"))
              .filter(each -> CodecFormat.playing(section, each.codec()).isPresent())
              .findFirst();
      track.ifPresent(taken::add);
      track
          .flatMap(each -> format(section, each))
          .or(() -> media(section) ? CodecFormat.choose(section) : Optional.empty())
          .ifPresent(
              codec -> {
                PlaySlot slot = new PlaySlot(section, codec, downlink, transport, writer);
                slots.put(PlayAnswer.mid(section), slot);
                track.ifPresent(each -> slot.begin(each, share.loop()));
              });
    }
  }

  private static boolean media(MediaSection section) {
    return section.kind().equals("audio") || section.kind().equals("video");
  }

  /** Sound is described as the publisher does, so that stereo stays stereo. */
  private static Optional<CodecFormat> format(MediaSection section, PublishedTrack track) {
    return CodecFormat.playing(section, track.codec())
        .map(format -> format.isVideo() ? format : format.described(track.codec()));
  }

  private static List<PublishedTrack> tracks(Map<String, List<PublishedTrack>> published) {
    return published.values().stream().flatMap(List::stream).toList();
  }

  private void connect(boolean first) {
    IceCredentials credentials = IceCredentials.create();
    SessionDescription offer = player.offer();
    RemoteTransport remote = RemoteTransport.of(offer);
    share
        .loop()
        .execute(
            () -> {
              transport.open(credentials, System.nanoTime());
              transport.expect(remote.fingerprints(), remote.credentials());
              if (first && RemoteTransport.tellsArrivals(offer)) {
                downlink.expectArrivals();
              }
            });
    Map<String, PlayAnswer.Sent> sent = new HashMap<>();
    slots.forEach((mid, slot) -> sent.put(mid, slot.sent()));
    player.answered(
        PlayAnswer.write(offer, sent, share.describe(credentials, certificate), id, ++version));
  }

  /** Any thread. */
  PeerStats stats(String client) {
    return downlink.stats(client);
  }

  /** Takes the present publications, by client. */
  void update(Map<String, List<PublishedTrack>> published) {
    List<PublishedTrack> present = tracks(published);
    for (PlaySlot slot : slots.values()) {
      if (slot.track().filter(track -> !present.contains(track)).isPresent()) {
        slot.end(share.loop());
      }
    }
    Set<PublishedTrack> taken = new HashSet<>();
    slots.values().forEach(slot -> slot.track().ifPresent(taken::add));
    for (PlaySlot slot : slots.values()) {
      if (slot.track().isEmpty()) {
        present.stream()
            .filter(track -> !taken.contains(track) && slot.takes(track))
            .findFirst()
            .ifPresent(
                track -> {
                  taken.add(track);
                  slot.begin(track, share.loop());
                });
      }
    }
  }

  void restart() {
    connect(false);
  }

  void close() {
    slots.values().forEach(slot -> slot.end(share.loop()));
    share.loop().execute(transport::close);
  }
}
