package dev.rtcrooms.netty;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Negotiates permessage-deflate (RFC 7692 §7.1), always without context takeover on either side. So
 * a message is compressed once for all receivers, and an idle connection needs no memory for it.
 * Any thread.
 */
final class Compression {

  /** The server's answer, which may rule out context takeover whatever the client offers. */
  static final String ACCEPTED =
      "permessage-deflate; server_no_context_takeover; client_no_context_takeover";

  private static final String NAME = "permessage-deflate";

  /** The parameters that the server supports; it cannot use a smaller window itself. */
  private static final Set<String> KNOWN =
      Set.of(
          "server_no_context_takeover",
          "client_no_context_takeover",
          "client_max_window_bits",
          "server_max_window_bits=15");

  private static final String CLIENT_WINDOW = "client_max_window_bits=";

  private Compression() {}

  /** Tells whether one of the offers in these headers can be accepted. */
  static boolean offeredIn(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.split(",")))
        .anyMatch(Compression::isAcceptable);
  }

  private static boolean isAcceptable(String offer) {
    List<String> parts = Arrays.stream(offer.split(";", -1)).map(Compression::plain).toList();
    Set<String> names = new HashSet<>();
    return parts.get(0).equals(NAME)
        && parts.stream().skip(1).allMatch(part -> isKnown(part) && names.add(name(part)));
  }

  private static boolean isKnown(String parameter) {
    return KNOWN.contains(parameter)
        || (parameter.startsWith(CLIENT_WINDOW)
            && isWindow(parameter.substring(CLIENT_WINDOW.length())));
  }

  /** A number of 8 to 15 without leading zeros. */
  private static boolean isWindow(String bits) {
    return bits.matches("[89]|1[0-5]");
  }

  private static String name(String parameter) {
    return parameter.split("=", 2)[0];
  }

  /** A value may stand in quotes (RFC 6455 §9.1). */
  private static String plain(String part) {
    return part.replace("\"", "").replaceAll("\\s+", "");
  }
}
