package dev.rtcrooms.sdp;

/**
 * A line of a session description, {@code <type>=<value>} (RFC 8866 §5). Immutable; any thread.
 *
 * @param number the number of the line, from 1
 * @param type the letter before the equals sign
 * @param value the text after the equals sign, byte for byte
 * @param ending CR LF, a lone LF, or nothing at the end of the last line
 */
public record SdpLine(int number, char type, String value, String ending) {

  /** The regular end of a line (RFC 8866 §5). */
  static final String CRLF = "\r\n";

  static final String LF = "\n";

  SdpLine withValue(String value) {
    return new SdpLine(number, type, value, ending);
  }

  void appendTo(StringBuilder text) {
    text.append(type).append('=').append(value).append(ending);
  }

  /** Gives the number and the type, but not the value, which may be a secret or an address. */
  @Override
  public String toString() {
    return "SdpLine[" + number + ", " + type + "=]";
  }
}
