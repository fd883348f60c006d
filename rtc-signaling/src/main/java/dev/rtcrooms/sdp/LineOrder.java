package dev.rtcrooms.sdp;

/**
 * The order of lines (RFC 8866 §5 and §9), as a table: one row for each line that may stand before;
 * for one thread. Within a media section the order is free, because browsers accept any.
 */
final class LineOrder {

  private static final String TYPES = "vosiuepcbtrzkam";
  private static final String IN_MEDIA = "icbkam";

  /** No line has been read. */
  private static final char START = 0;

  private boolean media;
  private char before = START;

  /** The lines that may follow this one before the first media section. */
  private static String inSession(char before) {
    return switch (before) {
      case 'v' -> "o";
      case 'o' -> "s";
      case 's' -> "iuepcbt";
      case 'i' -> "uepcbt";
      case 'u', 'e' -> "epcbt";
      case 'p' -> "pcbt";
      case 'c', 'b' -> "bt";
      case 't' -> "trkam";
      case 'r' -> "rztkam";
      case 'z' -> "tkam";
      case 'k', 'a' -> "am";
      default -> "v";
    };
  }

  /** Accepts the next line, or refuses it. */
  void accept(char type, int line) throws SdpException {
    if (TYPES.indexOf(type) < 0) {
      // RFC 8866 §5: a description with an unknown type letter is to be rejected.
      throw new SdpException(line, "not a type of line that SDP has");
    }
    String allowed = media ? IN_MEDIA : inSession(before);
    if (allowed.indexOf(type) < 0) {
      throw new SdpException(line, type + "= may not stand here" + missing());
    }
    media |= type == 'm';
    before = type;
  }

  /** Requires that the description may end here. */
  void end(int line) throws SdpException {
    if (!missing().isEmpty()) {
      throw new SdpException(line, "the description ends too early" + missing());
    }
  }

  /** Names the required line that is missing. */
  private String missing() {
    if (media) {
      return "";
    }
    return switch (before) {
      case START -> ", v= is missing";
      case 'v' -> ", o= is missing";
      case 'o' -> ", s= is missing";
      case 's', 'i', 'u', 'e', 'p', 'c', 'b' -> ", t= is missing";
      default -> "";
    };
  }
}
