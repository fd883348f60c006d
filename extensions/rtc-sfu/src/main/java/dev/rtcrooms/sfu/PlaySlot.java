package dev.rtcrooms.sfu;

import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sfu.forward.Downlink;
import dev.rtcrooms.sfu.forward.ForwardedTrack;
import dev.rtcrooms.sfu.forward.OutgoingFormat;
import dev.rtcrooms.sfu.forward.Viewing;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.sdp.CodecFormat;
import dev.rtcrooms.sfu.sdp.PlayAnswer;
import dev.rtcrooms.sfu.sdp.UpOffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A media section of a player, which carries one track after another; for the room's mailbox. */
final class PlaySlot {

  /** A player does not say how it shows a picture. */
  private static final Viewing VIEWING = Viewing.whole(0);

  private final String kind;
  private final CodecFormat codec;
  private final PlayAnswer.Sent sent;
  private final Downlink downlink;
  private final PeerTransport transport;
  private final OutgoingFormat outgoing;
  private final RtpWriter writer;
  private @Nullable ForwardedTrack forwarded;
  private @Nullable PublishedTrack track;

  /**
   * @param codec with the numbers of the player's offer
   */
  PlaySlot(
      MediaSection section,
      CodecFormat codec,
      Downlink downlink,
      PeerTransport transport,
      RtpWriter writer) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    int ssrc = random.nextInt();
    this.kind = section.kind();
    this.codec = codec;
    this.downlink = downlink;
    this.transport = transport;
    this.writer = writer;
    this.sent = new PlayAnswer.Sent(codec, ssrc, ssrc + 1);
    this.outgoing =
        new OutgoingFormat(
            ssrc,
            ssrc + 1,
            codec.payloadType(),
            codec.repairType(),
            codec.isVideo() ? 0 : PlayAnswer.extension(section, UpOffer.AUDIO_LEVEL),
            codec.isVideo() ? PlayAnswer.extension(section, UpOffer.ORIENTATION) : 0,
            PlayAnswer.extension(section, UpOffer.TRANSPORT_CC),
            PlayAnswer.STREAM,
            random.nextInt(1, 1 << 15));
  }

  PlayAnswer.Sent sent() {
    return sent;
  }

  Optional<PublishedTrack> track() {
    return Optional.ofNullable(track);
  }

  boolean takes(PublishedTrack other) {
    boolean video = kind.equals("video");
    return other.codec().isVideo() == video && codec.plays(other.codec());
  }

  void begin(PublishedTrack next, Executor loop) {
    end(loop);
    track = next;
    ForwardedTrack known = forwarded;
    if (known == null) {
      known =
          new ForwardedTrack(
              next.incoming(), downlink.sent(), transport, outgoing, VIEWING, writer);
      forwarded = known;
    }
    ForwardedTrack carrying = known;
    loop.execute(
        () -> {
          carrying.carry(next.incoming(), VIEWING);
          downlink.add(carrying);
        });
  }

  void end(Executor loop) {
    ForwardedTrack ending = forwarded;
    if (track != null && ending != null) {
      track = null;
      loop.execute(() -> downlink.remove(ending));
    }
  }
}
