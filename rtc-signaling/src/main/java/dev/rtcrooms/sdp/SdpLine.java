package dev.rtcrooms.sdp;

/**
 * One line of a session description, {@code <type>=<value>} (RFC 8866 §5).
 *
 * @param number its place, from 1
 * @param type the letter before the equals sign
 * @param value what follows it, byte for byte
 * @param ending CR LF, or a lone LF, or nothing at the end of the last line
 */
public record SdpLine(int number, char type, String value, String ending) {

  /** What a line should end with (RFC 8866 §5). */
  static final String CRLF = "\r\n";

  static final String LF = "\n";

  SdpLine withValue(String value) {
    return new SdpLine(number, type, value, ending);
  }

  void appendTo(StringBuilder text) {
    text.append(type).append('=').append(value).append(ending);
  }

  /** Says which line this is, but not its value, which may be a secret or an address. */
  @Override
  public String toString() {
    return "SdpLine[" + number + ", " + type + "=]";
  }
}
