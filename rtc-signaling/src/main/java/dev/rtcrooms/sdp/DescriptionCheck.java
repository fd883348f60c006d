package dev.rtcrooms.sdp;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says whether a description may be relayed from one browser to another. What it refuses beyond
 * what cannot be read: control characters; keys in the description itself, which belong to DTLS
 * (RFC 8827 §6.5); a media section without a certificate's fingerprint (RFC 9429 §5.8.3); and
 * identification tags and bundles that do not fit together (RFC 5888 §4, RFC 9143 §7).
 */
public final class DescriptionCheck {

  private static final Set<String> KEYS = Set.of("crypto", "key-mgmt");

  private final SessionDescription description;
  private final Map<String, MediaSection> byMid = new HashMap<>();

  private DescriptionCheck(SessionDescription description) {
    this.description = description;
  }

  /**
   * Checks a description, offer or answer.
   *
   * @param description what is to be relayed
   * @throws SdpException if it may not be; says which line and why, and quotes nothing
   */
  public static void check(SessionDescription description) throws SdpException {
    DescriptionCheck check = new DescriptionCheck(description);
    check.lines();
    check.attributes(description.attributes(), false);
    for (MediaSection section : description.media()) {
      check.attributes(section.attributes(), true);
    }
    check.mids();
    check.bundles();
    check.fingerprints();
  }

  private void lines() throws SdpException {
    for (SdpLine line : description.lines()) {
      if (line.type() == 'k') {
        throw new SdpException(line.number(), "k= is not allowed");
      }
      if (hasControl(line.value())) {
        throw new SdpException(line.number(), "a control character");
      }
    }
  }

  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names of attributes are told apart by case (RFC 8866 §5), but not by every browser: what one
   * would understand must not pass here as unknown.
   */
  private void attributes(Attributes attributes, boolean media) throws SdpException {
    for (Attribute attribute : attributes.all()) {
      String name = attribute.name().toLowerCase(Locale.ROOT);
      if (KEYS.contains(name)) {
        throw new SdpException(attribute.line(), "a=" + name + " is not allowed");
      }
      if (KnownAttributes.isMisspelt(attribute.name())) {
        throw new SdpException(attribute.line(), "a=" + name + " is written in another case");
      }
      if (!media && name.equals(KnownAttributes.CANDIDATE.name())) {
        throw new SdpException(attribute.line(), "a=candidate outside of a media section");
      }
    }
  }

  private void mids() throws SdpException {
    for (MediaSection section : description.media()) {
      String mid = section.mid().orElse(null);
      if (mid != null && byMid.put(mid, section) != null) {
        throw new SdpException(section.line(), "a media section has another one's mid");
      }
    }
  }

  private void bundles() throws SdpException {
    Set<String> bundled = new HashSet<>();
    for (Group bundle : description.bundles()) {
      for (String mid : bundle.mids()) {
        if (!byMid.containsKey(mid)) {
          throw new SdpException(bundle.line(), "a bundle names a media section that is not here");
        }
        if (!bundled.add(mid)) {
          throw new SdpException(bundle.line(), "a media section is bundled twice");
        }
      }
    }
  }

  private void fingerprints() throws SdpException {
    for (MediaSection section : description.media()) {
      if (!section.rejected() && !isSecured(section)) {
        throw new SdpException(section.line(), "a media section without a fingerprint");
      }
    }
  }

  private boolean isSecured(MediaSection section) {
    for (Fingerprint fingerprint : description.transportOf(section).fingerprints()) {
      if (fingerprint.isUsable()) {
        return true;
      }
    }
    return false;
  }
}
