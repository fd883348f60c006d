package dev.rtcrooms.ice;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.grammar.Decimal;
import java.util.Locale;

/** The form in which an address is written. No name is looked up. */
public enum AddressKind {
  /** Four decimal numbers (RFC 8866 §9, IP4-address). */
  IPV4,
  /** Hexadecimal groups with colons (RFC 8866 §9, IP6-address). */
  IPV6,
  /** A name that ends with {@code .local}; browsers hide addresses behind these (RFC 6762 §3). */
  MDNS,
  /** Any other name; ICE agents ignore candidates that have one (RFC 8839 §5.1). */
  NAME,
  /** None of these, such as an IPv6 address with a zone. */
  OTHER;

  private static final int MAX_NAME = 255;
  private static final int MAX_OCTET = 255;

  static AddressKind of(String address) {
    if (address.indexOf(':') >= 0) {
      return Ipv6.isOne(address) ? IPV6 : OTHER;
    }
    if (isIpv4(address)) {
      return IPV4;
    }
    if (!isName(address)) {
      return OTHER;
    }
    return address.toLowerCase(Locale.ROOT).endsWith(".local") ? MDNS : NAME;
  }

  static boolean isIpv4(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      return false;
    }
    for (String part : parts) {
      boolean leadingZero = part.length() > 1 && part.charAt(0) == '0';
      if (leadingZero || Decimal.parse(part, MAX_OCTET) == Decimal.NONE) {
        return false;
      }
    }
    return true;
  }

  /**
   * Labels with dots between them. The last label must not be a number, so that a broken IPv4
   * address does not count as a name (RFC 1123 §2.1).
   */
  private static boolean isName(String name) {
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    String last = "";
    for (String label : bare.split("\\.", -1)) {
      if (!CharClass.NAME.matches(label)) {
        return false;
      }
      last = label;
    }
    return name.length() <= MAX_NAME && !CharClass.DIGIT.matches(last);
  }
}
