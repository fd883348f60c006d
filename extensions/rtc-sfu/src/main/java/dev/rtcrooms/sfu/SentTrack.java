package dev.rtcrooms.sfu;

import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sfu.forward.Downlink;
import dev.rtcrooms.sfu.forward.ForwardedTrack;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.sdp.CodecFormat;
import dev.rtcrooms.sfu.sdp.DownOffer;
import dev.rtcrooms.sfu.sdp.DownSlot;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

/** A track on its way to one receiver; for the room's mailbox. */
final class SentTrack {

  private final DownSlot slot;
  private final CodecFormat codec;
  private final ForwardedTrack forwarded;
  private boolean started;

  private SentTrack(DownSlot slot, CodecFormat codec, ForwardedTrack forwarded) {
    this.slot = slot;
    this.codec = codec;
    this.forwarded = forwarded;
  }

  /** Makes the track a part of the receiver's next offer. */
  static SentTrack create(
      PublishedTrack published, DownOffer offer, PeerTransport transport, RtpWriter writer) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    CodecFormat codec = DownOffer.codec(published.codec());
    int ssrc = random.nextInt();
    int repair = ssrc + 1;
    String client = published.client();
    String stream = published.stream().isEmpty() ? client : client + "." + published.stream();
    DownSlot.Sent sent =
        new DownSlot.Sent(
            codec,
            stream,
            published.incoming().mid() + "-" + Integer.toUnsignedString(ssrc),
            client,
            published.content(),
            ssrc,
            repair);
    ForwardedTrack.Outgoing outgoing =
        new ForwardedTrack.Outgoing(
            ssrc,
            repair,
            codec.payloadType(),
            codec.repairType(),
            codec.isVideo() ? 0 : DownOffer.AUDIO_LEVEL_ID,
            codec.isVideo() ? DownOffer.ORIENTATION_ID : 0,
            client,
            random.nextInt(1, 1 << 15));
    ForwardedTrack forwarded =
        new ForwardedTrack(published.incoming(), transport, outgoing, writer);
    return new SentTrack(offer.add(sent), codec, forwarded);
  }

  DownSlot slot() {
    return slot;
  }

  /** Tells whether an answered section takes this track. */
  boolean isTakenBy(MediaSection section) {
    return !section.rejected()
        && section.direction().receives()
        && section.formats().contains(String.valueOf(codec.payloadType()));
  }

  void start(Executor loop, Downlink downlink) {
    if (!started) {
      started = true;
      loop.execute(() -> downlink.add(forwarded));
    }
  }

  void stop(Executor loop, Downlink downlink) {
    if (started) {
      started = false;
      loop.execute(() -> downlink.remove(forwarded));
    }
  }
}
