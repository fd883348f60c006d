package dev.rtcrooms.sdp;

/**
 * The order in which lines may follow each other (RFC 8866 §5 and §9), as a table: one row for each
 * line that may stand before; for one thread.
 */
final class LineOrder {

  private static final String TYPES = "vosiuepcbtrzkam";

  /** Nothing has been read. */
  private static final char START = 0;

  private boolean media;
  private char before = START;

  /** What may follow which line of the session's own section. */
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

  /** What may follow which line of a media section. */
  private static String inMedia(char before) {
    return switch (before) {
      case 'm' -> "icbkam";
      case 'i', 'c' -> "cbkam";
      case 'b' -> "bkam";
      default -> "am";
    };
  }

  /** Takes the next line, or refuses it. */
  void accept(char type, int line) throws SdpException {
    if (TYPES.indexOf(type) < 0) {
      // RFC 8866 §5: what has a type letter that is not understood is to be rejected.
      throw new SdpException(line, "not a type of line that SDP has");
    }
    String allowed = media ? inMedia(before) : inSession(before);
    if (allowed.indexOf(type) < 0) {
      throw new SdpException(line, type + "= may not stand here" + missing());
    }
    media |= type == 'm';
    before = type;
  }

  /** May the description end here? */
  void end(int line) throws SdpException {
    if (!missing().isEmpty()) {
      throw new SdpException(line, "the description ends too early" + missing());
    }
  }

  /** The required line that has not come. */
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
