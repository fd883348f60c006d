package dev.rtcrooms.ice;

import dev.rtcrooms.grammar.CharClass;

/** The grammar of an IPv6 address (RFC 8866 §9, RFC 3986 §3.2.2); any thread. */
final class Ipv6 {

  private static final int GROUPS = 8;
  private static final int MAX_LENGTH = 45;

  private Ipv6() {}

  static boolean isOne(String address) {
    if (address.length() > MAX_LENGTH) {
      return false;
    }
    int gap = address.indexOf("::");
    if (gap < 0) {
      return groups(address, true) == GROUPS;
    }
    int before = groups(address.substring(0, gap), false);
    int after = groups(address.substring(gap + 2), true);
    return before >= 0 && after >= 0 && before + after < GROUPS;
  }

  /** Counts the groups; an IPv4 address at the end counts as two. -1 if one is malformed. */
  private static int groups(String text, boolean atEnd) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] parts = text.split(":", -1);
    int groups = parts.length;
    for (int i = 0; i < parts.length; i++) {
      boolean last = atEnd && i == parts.length - 1;
      if (last && AddressKind.isIpv4(parts[i])) {
        groups++;
      } else if (!isGroup(parts[i])) {
        return -1;
      }
    }
    return groups;
  }

  private static boolean isGroup(String part) {
    return part.length() <= 4 && CharClass.HEX.matches(part);
  }
}
