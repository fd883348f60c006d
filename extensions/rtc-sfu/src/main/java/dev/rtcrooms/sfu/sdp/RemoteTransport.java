package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sdp.Transport;
import dev.rtcrooms.sfu.dtls.PeerFingerprint;
import dev.rtcrooms.sfu.stun.IceCredentials;
import java.util.List;

/**
 * What a client's description says of its transport. Immutable; any thread.
 *
 * @param fingerprints of its certificate; empty if no section is accepted
 * @param credentials of ICE, which are others after a restart; empty texts if no section is
 *     accepted
 */
public record RemoteTransport(List<PeerFingerprint> fingerprints, IceCredentials credentials) {

  /** Of a description without a section that is accepted. */
  static final RemoteTransport NONE = new RemoteTransport(List.of(), new IceCredentials("", ""));

  /** Copies the list. */
  public RemoteTransport {
    fingerprints = List.copyOf(fingerprints);
  }

  /**
   * Reads the transport of an answer, or of a player's offer.
   *
   * @param description that was checked
   * @return that of the first section that is not rejected
   */
  public static RemoteTransport of(SessionDescription description) {
    return description.media().stream()
        .filter(section -> !section.rejected())
        .findFirst()
        .map(section -> of(description, section))
        .orElse(NONE);
  }

  /**
   * Tells whether a receiver will report when each packet has arrived.
   *
   * @param description the receiver's
   * @return false without transport-wide feedback
   */
  public static boolean tellsArrivals(SessionDescription description) {
    return description.media().stream()
        .flatMap(section -> section.rtp().extensions().stream())
        .anyMatch(extension -> extension.uri().equals(UpOffer.TRANSPORT_CC));
  }

  static RemoteTransport of(SessionDescription description, MediaSection section) {
    Transport transport = description.transportOf(section);
    return new RemoteTransport(
        transport.fingerprints().stream()
            .map(each -> new PeerFingerprint(each.hashFunction(), each.value()))
            .toList(),
        new IceCredentials(transport.ufrag().orElse(""), transport.pwd().orElse("")));
  }
}
