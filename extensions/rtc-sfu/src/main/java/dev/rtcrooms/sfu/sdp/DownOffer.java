package dev.rtcrooms.sfu.sdp;

import java.util.ArrayList;
import java.util.List;

/** The media sections of a receiver, and the offers of them. For the room's mailbox. */
public final class DownOffer {

  /** The id of the audio level's extension in all offers. */
  public static final int AUDIO_LEVEL_ID = 1;

  /** The id of the orientation's extension in all offers. */
  public static final int ORIENTATION_ID = 2;

  /** The id of the transport-wide sequence number in all offers. */
  public static final int TRANSPORT_CC_ID = 3;

  private final List<DownSlot> slots = new ArrayList<>();
  private final long id;
  private long version;

  /**
   * Has no sections.
   *
   * @param id of the session, at most 2^62
   */
  public DownOffer(long id) {
    this.id = id;
  }

  /**
   * The codec of a track with the payload types of all offers.
   *
   * @param published as the publisher sends it
   * @return with numbers that differ for each codec; video can be repaired
   */
  public static CodecFormat codec(CodecFormat published) {
    return switch (published.encoding()) {
      case "VP8" -> published.numbered(96, 97);
      case "VP9" -> published.numbered(98, 99);
      case "H264" -> published.numbered(102, 103);
      case "AV1" -> published.numbered(45, 46);
      default -> published.numbered(111, -1);
    };
  }

  /**
   * Adds a track, in a section that is free or a new one.
   *
   * @param sent how it is sent
   * @return its section
   */
  public DownSlot add(DownSlot.Sent sent) {
    String kind = sent.codec().isVideo() ? "video" : "audio";
    for (DownSlot slot : slots) {
      if (slot.takes(kind)) {
        slot.begin(sent);
        return slot;
      }
    }
    DownSlot slot = new DownSlot(String.valueOf(slots.size()), kind, sent);
    slots.add(slot);
    return slot;
  }

  /**
   * Removes a track; its section becomes inactive.
   *
   * @param slot its section
   */
  public void remove(DownSlot slot) {
    slot.end();
  }

  /** The receiver has answered the newest offer: what it had inactive can be used again. */
  public void answered() {
    slots.forEach(DownSlot::answered);
  }

  /**
   * Returns how many sections there are.
   *
   * @return active and inactive ones
   */
  public int size() {
    return slots.size();
  }

  /**
   * Writes an offer.
   *
   * @param local our transport
   * @return an SDP text
   */
  public String write(LocalTransport local) {
    SdpWriter writer = new SdpWriter(local, "actpass");
    writer.session(id, ++version, slots.stream().map(DownSlot::mid).toList());
    writer.shareTransport(); // an offer of many sections is shorter by a fifth
    slots.forEach(slot -> slot.write(writer));
    return writer.toString();
  }
}
