package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sdp.Fingerprint;
import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import java.util.ArrayList;
import java.util.List;

/** Reads what a receiver's description says of itself: an answer, or a player's offer. */
public final class ReceiverSdp {

  private ReceiverSdp() {}

  /**
   * Tells whether the receiver will report when each packet has arrived.
   *
   * @param description the receiver's
   * @return false without transport-wide feedback
   */
  public static boolean tellsArrivals(SessionDescription description) {
    return description.media().stream()
        .flatMap(section -> section.rtp().extensions().stream())
        .anyMatch(extension -> extension.uri().equals(UpOffer.TRANSPORT_CC));
  }

  /**
   * Returns what the receiver announces of its certificate.
   *
   * @param description the receiver's
   * @return those of the first section that has some; empty if none has
   */
  public static List<PeerFingerprint> fingerprints(SessionDescription description) {
    List<PeerFingerprint> found = new ArrayList<>();
    for (MediaSection section : description.media()) {
      if (!section.rejected() && found.isEmpty()) {
        for (Fingerprint each : description.transportOf(section).fingerprints()) {
          found.add(new PeerFingerprint(each.hashFunction(), each.value()));
        }
      }
    }
    return found;
  }
}
