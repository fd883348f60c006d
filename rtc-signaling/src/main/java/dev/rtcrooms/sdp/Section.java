package dev.rtcrooms.sdp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What has been read of one section, the session's own or a media section; for one thread. */
final class Section {

  private static final int MIN_UFRAG = 4;
  private static final int MAX_UFRAG = 256;
  private static final int MAX_PORT = 65_535;

  private final int line;
  private final String kind;
  private final boolean data;
  private final boolean zeroPort;
  private boolean bundleOnly;
  private boolean fingerprint;
  private @Nullable Direction direction;
  private @Nullable String ufrag;
  private @Nullable String mid;

  private Section(int line, String kind, boolean data, boolean zeroPort) {
    this.line = line;
    this.kind = kind;
    this.data = data;
    this.zeroPort = zeroPort;
  }

  /** What stands before the first media section. */
  static Section session() {
    return new Section(1, "", false, false);
  }

  /** Begins with the line {@code m=<media> <port> <proto> <fmt> ...} (RFC 8866 §5.14). */
  static Section media(SdpLines lines) throws SdpException {
    String[] fields = lines.value().split(" ", 4);
    if (fields.length < 4 || fields[0].isEmpty()) {
      throw lines.refusal("m= needs media, port, protocol and format");
    }
    boolean data =
        fields[0].equalsIgnoreCase("application")
            && fields[2].toUpperCase(Locale.ROOT).endsWith("DTLS/SCTP");
    return new Section(lines.number(), fields[0], data, port(fields[1], lines) == 0);
  }

  private static int port(String field, SdpLines lines) throws SdpException {
    int slash = field.indexOf('/');
    String digits = slash < 0 ? field : field.substring(0, slash);
    boolean decimal = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (digits.isEmpty() || digits.length() > 5 || !decimal) {
      throw lines.refusal("not a port");
    }
    int port = Integer.parseInt(digits);
    if (port > MAX_PORT) {
      throw lines.refusal("not a port");
    }
    return port;
  }

  /**
   * Takes an attribute. Its name is read in any case, since some browsers read it so: what they
   * would understand must not pass here as unknown.
   */
  void attribute(SdpLines lines) throws SdpException {
    String attribute = lines.value();
    int colon = attribute.indexOf(':');
    String name = colon < 0 ? attribute : attribute.substring(0, colon);
    String value = colon < 0 ? "" : attribute.substring(colon + 1);
    switch (name.toLowerCase(Locale.ROOT)) {
      case "sendrecv" -> direct(Direction.SENDRECV, lines);
      case "sendonly" -> direct(Direction.SENDONLY, lines);
      case "recvonly" -> direct(Direction.RECVONLY, lines);
      case "inactive" -> direct(Direction.INACTIVE, lines);
      case "ice-ufrag" -> ufrag = ufrag(value, lines);
      case "mid" -> mid = value;
      case "bundle-only" -> bundleOnly = true;
      case "fingerprint" -> fingerprint = true;
      // RFC 8827 §6.5, RFC 9429 §5.1.1: keys belong to DTLS, never in the description.
      case "crypto" -> throw lines.refusal("a=crypto is not allowed");
      default -> {}
    }
  }

  /** Twice in a section is an error (RFC 8866 §6.7): two readers might take either. */
  private void direct(Direction read, SdpLines lines) throws SdpException {
    if (direction != null) {
      throw lines.refusal("a second direction");
    }
    direction = read;
  }

  /** RFC 8839 §5.4. */
  private static String ufrag(String value, SdpLines lines) throws SdpException {
    boolean plain = value.chars().allMatch(Section::isIceChar);
    if (value.length() < MIN_UFRAG || value.length() > MAX_UFRAG || !plain) {
      throw lines.refusal("not an ice-ufrag");
    }
    return value;
  }

  private static boolean isIceChar(int c) {
    return (c < 128 && Character.isLetterOrDigit(c)) || c == '+' || c == '/';
  }

  int line() {
    return line;
  }

  @Nullable String ufrag() {
    return ufrag;
  }

  @Nullable String mid() {
    return mid;
  }

  boolean hasFingerprint() {
    return fingerprint;
  }

  /**
   * A port of zero rejects (RFC 3264 §6), unless the section only waits to be bundled (RFC 9143
   * §6).
   */
  boolean rejected() {
    return zeroPort && !bundleOnly;
  }

  MediaSection finish(Section session) {
    Direction own = direction != null ? direction : session.direction;
    return new MediaSection(line, kind, data, rejected(), own != null ? own : Direction.SENDRECV);
  }
}
