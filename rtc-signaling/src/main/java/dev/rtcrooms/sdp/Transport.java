package dev.rtcrooms.sdp;

import dev.rtcrooms.ice.IceCandidate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The ICE and DTLS attributes of a media section. The session's attributes are the defaults, and in
 * {@link SessionDescription#transportOf} those of its bundle come before. Immutable; any thread.
 */
public final class Transport {

  /** The sections to ask, in this order. */
  private final List<SdpAttributes> sources;

  Transport(List<SdpAttributes> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * The username fragment, which identifies the generation of candidates (RFC 8839 §5.4).
   *
   * @return 4 to 256 characters, or empty
   */
  public Optional<String> ufrag() {
    return value(KnownAttributes.ICE_UFRAG);
  }

  /**
   * The password, a secret (RFC 8839 §5.4).
   *
   * @return 22 to 256 characters, or empty
   */
  public Optional<String> pwd() {
    return value(KnownAttributes.ICE_PWD);
  }

  /**
   * The ICE options, such as {@code trickle} (RFC 8839 §5.6).
   *
   * @return an unmodifiable set, in order
   */
  public Set<String> iceOptions() {
    Set<String> options = new LinkedHashSet<>();
    for (List<String> words : values(KnownAttributes.ICE_OPTIONS)) {
      options.addAll(words);
    }
    return Collections.unmodifiableSet(options);
  }

  /**
   * Tells whether the sender is an ICE lite agent (RFC 8839 §5.3).
   *
   * @return true if the session has {@code a=ice-lite}
   */
  public boolean iceLite() {
    return has(KnownAttributes.ICE_LITE);
  }

  /**
   * The candidates in the description (RFC 8839 §5.1).
   *
   * @return an unmodifiable list, in order, without the candidates that cannot be read
   */
  public List<IceCandidate> candidates() {
    return values(KnownAttributes.CANDIDATE);
  }

  /**
   * Tells whether no more candidates will come (RFC 8840 §8).
   *
   * @return true if the section or the session has {@code a=end-of-candidates}
   */
  public boolean endOfCandidates() {
    return has(KnownAttributes.END_OF_CANDIDATES);
  }

  /**
   * The hashes of the certificate (RFC 8122 §5).
   *
   * @return an unmodifiable list, in order
   */
  public List<Fingerprint> fingerprints() {
    return values(KnownAttributes.FINGERPRINT);
  }

  /**
   * The DTLS role of the sender (RFC 4145 §4).
   *
   * @return the role, or empty if there is no {@code a=setup}
   */
  public Optional<Setup> setup() {
    return value(KnownAttributes.SETUP);
  }

  /**
   * Tells whether RTP and RTCP can share a port (RFC 5761 §5.1.1).
   *
   * @return true if the section has {@code a=rtcp-mux}
   */
  public boolean rtcpMux() {
    return has(KnownAttributes.RTCP_MUX);
  }

  /**
   * Tells whether RTP and RTCP must share a port (RFC 8858 §3).
   *
   * @return true if the section has {@code a=rtcp-mux-only}
   */
  public boolean rtcpMuxOnly() {
    return has(KnownAttributes.RTCP_MUX_ONLY);
  }

  private <T> List<T> values(AttributeType<T> type) {
    for (SdpAttributes source : sources) {
      if (!source.values(type).isEmpty()) {
        return source.values(type);
      }
    }
    return List.of();
  }

  private <T> Optional<T> value(AttributeType<T> type) {
    return SdpAttributes.last(values(type));
  }

  private boolean has(AttributeType<Boolean> flag) {
    return !values(flag).isEmpty();
  }

  /** Contains neither the password nor addresses. */
  @Override
  public String toString() {
    return "Transport[" + ufrag().orElse("no ufrag") + ", " + candidates().size() + " candidates]";
  }
}
