package dev.rtcrooms.ice;

import java.util.Locale;
import java.util.Optional;

/** What an address is written as; found without asking anybody. */
public enum AddressKind {
  /** Four decimal numbers (RFC 8866 §9, IP4-address). */
  IPV4,
  /** Hexadecimal groups with colons (RFC 8866 §9, IP6-address). */
  IPV6,
  /** A name that ends with {@code .local}, as browsers hide addresses behind (RFC 6762 §3). */
  MDNS,
  /** Any other name; ICE agents ignore candidates that have one (RFC 8839 §5.1). */
  NAME;

  private static final int MAX_NAME = 255;

  /** Empty if it is none of them. */
  static Optional<AddressKind> of(String address) {
    if (address.indexOf(':') >= 0) {
      return Ipv6.isOne(address) ? Optional.of(IPV6) : Optional.empty();
    }
    if (isIpv4(address)) {
      return Optional.of(IPV4);
    }
    if (!isName(address)) {
      return Optional.empty();
    }
    return Optional.of(address.toLowerCase(Locale.ROOT).endsWith(".local") ? MDNS : NAME);
  }

  static boolean isIpv4(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
      if (part.length() > 3
          || leadingZero
          || !Chars.DIGIT.all(part)
          || Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  /**
   * Labels with dots between them. The last one is no number, so that a broken IPv4 address is no
   * name (RFC 1123 §2.1).
   */
  private static boolean isName(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String last = "";
    for (String label : bare.split("\\.", -1)) {
      if (!Chars.LABEL.all(label)) {
        return false;
      }
      last = label;
    }
    return name.length() <= MAX_NAME && !Chars.DIGIT.all(last);
  }
}
