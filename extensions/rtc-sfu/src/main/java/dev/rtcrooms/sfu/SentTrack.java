package dev.rtcrooms.sfu;

import dev.rtcrooms.message.Show;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.forward.Downlink;
import dev.rtcrooms.sfu.forward.ForwardedTrack;
import dev.rtcrooms.sfu.forward.OutgoingFormat;
import dev.rtcrooms.sfu.forward.Viewing;
import dev.rtcrooms.sfu.net.PeerTransport;
import dev.rtcrooms.sfu.rtp.RtpWriter;
import dev.rtcrooms.sfu.sdp.CodecFormat;
import dev.rtcrooms.sfu.sdp.DownOffer;
import dev.rtcrooms.sfu.sdp.DownSlot;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A track on its way to one receiver; for the room's mailbox. */
final class SentTrack {

  /** What RFC 4796 calls a shared screen. */
  private static final String SCREEN_CONTENT = "slides";

  /** Who gets bandwidth first. */
  private static final int SCREENS = 0;

  private static final int PINNED = 1;
  private static final int OTHERS = 2;

  private final PublishedTrack published;
  private final DownSlot.Sent sent;
  private final boolean screen;
  private final ForwardedTrack forwarded;
  private @Nullable DownSlot slot;
  private boolean started;

  private SentTrack(
      PublishedTrack published, DownSlot.Sent sent, boolean screen, ForwardedTrack forwarded) {
    this.published = published;
    this.sent = sent;
    this.screen = screen;
    this.forwarded = forwarded;
  }

  /** Is not yet a part of the receiver's offers. */
  static SentTrack create(
      PublishedTrack published, Downlink downlink, PeerTransport transport, RtpWriter writer) {
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
    OutgoingFormat outgoing =
        new OutgoingFormat(
            ssrc,
            repair,
            codec.payloadType(),
            codec.repairType(),
            codec.isVideo() ? 0 : DownOffer.AUDIO_LEVEL_ID,
            codec.isVideo() ? DownOffer.ORIENTATION_ID : 0,
            DownOffer.TRANSPORT_CC_ID,
            client,
            random.nextInt(1, 1 << 15));
    ForwardedTrack forwarded =
        new ForwardedTrack(
            published.incoming(),
            downlink.sent(),
            transport,
            outgoing,
            Viewing.whole(OTHERS),
            writer);
    boolean screen = SCREEN_CONTENT.equals(published.content());
    return new SentTrack(published, sent, screen, forwarded);
  }

  PublishedTrack published() {
    return published;
  }

  /** Gets a section of the next offer, unless it has one. */
  void enter(DownOffer offer) {
    if (slot == null) {
      slot = offer.add(sent);
    }
  }

  /** Gives its section up. */
  void leave(DownOffer offer) {
    if (slot != null) {
      offer.remove(slot);
    }
  }

  boolean isVideo() {
    return sent.codec().isVideo();
  }

  /** The id of its MediaStream. */
  String stream() {
    return sent.stream();
  }

  int ssrc() {
    return sent.ssrc();
  }

  /**
   * Changes how the receiver shows it.
   *
   * @param video null if the receiver does not say so
   */
  void show(Executor loop, Show.@Nullable Video video) {
    int priority = screen ? SCREENS : video != null && video.pinned() ? PINNED : OTHERS;
    Viewing viewing =
        video == null
            ? Viewing.whole(priority)
            : new Viewing(video.width(), video.height(), priority);
    loop.execute(() -> forwarded.show(viewing));
  }

  /** Tells whether an answer takes this track, which was offered. */
  boolean isTakenBy(SessionDescription answer) {
    return slot != null && answer.media(slot.mid()).filter(this::isTakenBy).isPresent();
  }

  private boolean isTakenBy(MediaSection section) {
    return section.direction().receives() && sent.codec().isTakenBy(section);
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
