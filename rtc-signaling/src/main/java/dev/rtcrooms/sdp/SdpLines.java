package dev.rtcrooms.sdp;

/**
 * Walks through the lines of a session description, once and within bounds; for one thread. Lines
 * end with CR LF; a lone LF is taken as well (RFC 8866 §5).
 */
final class SdpLines {

  /** As much as a message may hold by default; a mesh's description has 2,000 to 20,000. */
  static final int MAX_CHARS = 64 * 1024;

  static final int MAX_LINES = 4096;
  static final int MAX_LINE_CHARS = 4096;

  /** The letters that RFC 8866 §5 knows; others must not be passed over. */
  private static final String TYPES = "vosiuepcbtrzkam";

  private final String sdp;
  private int number;
  private int start;
  private int end;
  private int rest;

  SdpLines(String sdp) throws SdpException {
    this.sdp = sdp;
    if (sdp.length() > MAX_CHARS) {
      throw new SdpException(1, "longer than " + MAX_CHARS + " characters");
    }
  }

  /** Goes to the next line; false if there is none. */
  boolean next() throws SdpException {
    if (rest == sdp.length()) {
      return false;
    }
    number++;
    if (number > MAX_LINES) {
      throw refusal("more than " + MAX_LINES + " lines");
    }
    start = rest;
    int feed = sdp.indexOf('\n', start);
    end = feed < 0 ? sdp.length() : feed;
    rest = feed < 0 ? end : feed + 1;
    if (feed > start && sdp.charAt(feed - 1) == '\r') {
      end--;
    }
    check();
    return true;
  }

  private void check() throws SdpException {
    if (end - start > MAX_LINE_CHARS) {
      throw refusal("longer than " + MAX_LINE_CHARS + " characters");
    }
    for (int i = start; i < end; i++) {
      if (Character.isISOControl(sdp.charAt(i))) {
        throw refusal("a control character");
      }
    }
    if (end - start < 2 || sdp.charAt(start + 1) != '=' || TYPES.indexOf(type()) < 0) {
      throw refusal("not a line of a session description");
    }
  }

  int number() {
    return number;
  }

  char type() {
    return sdp.charAt(start);
  }

  String value() {
    return sdp.substring(start + 2, end);
  }

  /** What is wrong with the line that this stands on; the reason quotes nothing of it. */
  SdpException refusal(String reason) {
    return new SdpException(Math.max(1, number), reason);
  }
}
