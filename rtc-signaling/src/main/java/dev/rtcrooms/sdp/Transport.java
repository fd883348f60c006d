package dev.rtcrooms.sdp;

import dev.rtcrooms.ice.IceCandidate;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a media section is to be reached: ICE and DTLS. What it does not say itself, the session says
 * for it, and in {@link SessionDescription#transportOf} its bundle before that.
 */
public final class Transport {

  /** Who speaks for the section, the first before the second. */
  private final List<Attributes> sources;

  Transport(List<Attributes> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * The username fragment, which names the generation of candidates (RFC 8839 §5.4).
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
   * Tells whether this is an ICE lite agent (RFC 8839 §5.3).
   *
   * @return true if the session says so
   */
  public boolean iceLite() {
    return has(KnownAttributes.ICE_LITE);
  }

  /**
   * The candidates that stand in the description (RFC 8839 §5.1).
   *
   * @return an unmodifiable list, in order
   */
  public List<IceCandidate> candidates() {
    return values(KnownAttributes.CANDIDATE);
  }

  /**
   * Tells whether no more candidates will come (RFC 8840 §8).
   *
   * @return true if the section or the session says so
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
   * Who begins the DTLS handshake (RFC 4145 §4).
   *
   * @return the role, or empty if it is not said
   */
  public Optional<Setup> setup() {
    return value(KnownAttributes.SETUP);
  }

  /**
   * Tells whether RTP and RTCP share a port (RFC 5761 §5.1.1).
   *
   * @return true if the section says so
   */
  public boolean rtcpMux() {
    return has(KnownAttributes.RTCP_MUX);
  }

  /**
   * Tells whether they must (RFC 8858 §3).
   *
   * @return true if the section says so
   */
  public boolean rtcpMuxOnly() {
    return has(KnownAttributes.RTCP_MUX_ONLY);
  }

  private <T> List<T> values(AttributeType<T> type) {
    for (Attributes source : sources) {
      if (!source.values(type).isEmpty()) {
        return source.values(type);
      }
    }
    return List.of();
  }

  private <T> Optional<T> value(AttributeType<T> type) {
    return Attributes.last(values(type));
  }

  private boolean has(AttributeType<Boolean> flag) {
    return !values(flag).isEmpty();
  }

  /** Says nothing of the password and of addresses. */
  @Override
  public String toString() {
    return "Transport[" + ufrag().orElse("no ufrag") + ", " + candidates().size() + " candidates]";
  }
}
