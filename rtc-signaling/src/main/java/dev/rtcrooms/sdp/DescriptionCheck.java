package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.ControlCharacters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Checks whether a description may be relayed from one browser to another; any thread. It refuses
 * control characters, and values that browsers would read differently. It refuses keys in the
 * description, because they belong to DTLS (RFC 8827 §6.5). Tags and bundles must fit together (RFC
 * 5888 §4, RFC 9143 §7), and {@link TransportCheck} must find what each media section needs.
 */
public final class DescriptionCheck {

  private static final Set<String> KEYS = Set.of("crypto", "key-mgmt");

  /** Of two values, Chromium uses the last and Firefox the first. */
  private static final List<AttributeType<?>> UNIQUE =
      List.of(
          KnownAttributes.MID,
          KnownAttributes.SETUP,
          KnownAttributes.ICE_UFRAG,
          KnownAttributes.ICE_PWD);

  private final SessionDescription description;
  private final Map<String, MediaSection> byMid = new HashMap<>();

  private DescriptionCheck(SessionDescription description) {
    this.description = description;
  }

  /**
   * Checks a description, offer or answer.
   *
   * @param description the description to relay
   * @throws SdpException if it may not be relayed; names the line and the reason, and quotes
   *     nothing
   */
  public static void check(SessionDescription description) throws SdpException {
    DescriptionCheck check = new DescriptionCheck(description);
    check.lines();
    attributes(description.attributes(), false);
    for (MediaSection section : description.media()) {
      attributes(section.attributes(), true);
    }
    check.mids();
    check.bundles();
    TransportCheck.check(description);
  }

  private void lines() throws SdpException {
    for (SdpLine line : description.lines()) {
      if (line.type() == 'k') {
        throw new SdpException(line.number(), "k= is not allowed");
      }
      if (ControlCharacters.isIn(line.value())) {
        throw new SdpException(line.number(), "a control character");
      }
    }
  }

  /**
   * Checks names, which differ by case (RFC 8866 §5), though not for every browser: a name that one
   * of them would know must not pass as unknown. Checks that repeated values agree.
   */
  private static void attributes(SdpAttributes attributes, boolean media) throws SdpException {
    for (SdpAttribute attribute : attributes.all()) {
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
    for (AttributeType<?> type : UNIQUE) {
      agree(attributes, type);
    }
  }

  private static void agree(SdpAttributes attributes, AttributeType<?> type) throws SdpException {
    List<?> values = attributes.values(type);
    for (int i = 1; i < values.size(); i++) {
      if (!values.get(i).equals(values.get(0))) {
        // These are read strictly, so each line has its value.
        int line = attributes.named(type.name()).get(i).line();
        throw new SdpException(line, "a=" + type.name() + " differs from an earlier one");
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
          throw new SdpException(
              bundle.line(), "a bundle names a media section that is not here; browsers refuse it");
        }
        if (!bundled.add(mid)) {
          throw new SdpException(bundle.line(), "a media section is bundled twice");
        }
      }
    }
  }
}
