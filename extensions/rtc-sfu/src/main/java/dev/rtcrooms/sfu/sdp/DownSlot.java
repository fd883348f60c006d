package dev.rtcrooms.sfu.sdp;

import org.jspecify.annotations.Nullable;

/**
 * A media section of a receiver's description. It carries one track after another; between them it
 * is inactive, and it is reused only after the receiver has answered that. For the room's mailbox.
 */
public final class DownSlot {

  private final String mid;
  private final String kind;
  private CodecFormat codec;
  private @Nullable Sent sent;
  private boolean offeredInactive;
  private boolean free;

  /**
   * A track as a receiver gets it. Immutable; any thread.
   *
   * @param codec with the receiver's payload types
   * @param stream the id of its MediaStream
   * @param track the id of its track
   * @param cname the publisher's canonical name
   * @param content what the picture shows (RFC 4796), or null
   * @param ssrc of media
   * @param repairSsrc of retransmissions
   */
  public record Sent(
      CodecFormat codec,
      String stream,
      String track,
      String cname,
      @Nullable String content,
      int ssrc,
      int repairSsrc) {}

  DownSlot(String mid, String kind, Sent sent) {
    this.mid = mid;
    this.kind = kind;
    this.codec = sent.codec();
    this.sent = sent;
  }

  /**
   * Returns its tag.
   *
   * @return the identification tag
   */
  public String mid() {
    return mid;
  }

  boolean takes(String wanted) {
    return free && kind.equals(wanted);
  }

  void begin(Sent next) {
    sent = next;
    codec = next.codec();
    free = false;
  }

  void end() {
    sent = null;
  }

  /** The receiver has answered the newest offer. */
  void answered() {
    free = offeredInactive && sent == null;
  }

  void write(SdpWriter writer) {
    Sent now = sent;
    offeredInactive = now == null;
    writer.media(kind, codec, mid, now == null ? "inactive" : "sendonly");
    if (now == null) {
      return;
    }
    if (codec.isVideo()) {
      writer.line("a=rtcp-fb:" + codec.payloadType() + " goog-remb");
      writer.line("a=extmap:" + DownOffer.ORIENTATION_ID + " " + UpOffer.ORIENTATION);
    } else {
      writer.line("a=extmap:" + DownOffer.AUDIO_LEVEL_ID + " " + UpOffer.AUDIO_LEVEL);
    }
    writer.line("a=extmap:" + DownOffer.TRANSPORT_CC_ID + " " + UpOffer.TRANSPORT_CC);
    writer.line("a=rtcp-fb:" + codec.payloadType() + " transport-cc");
    if (now.content() != null) {
      writer.line("a=content:" + now.content());
    }
    writer.line("a=msid:" + now.stream() + " " + now.track());
    writer.source(codec, now.ssrc(), now.repairSsrc(), now.cname());
  }
}
