package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.SdpAttribute;
import dev.rtcrooms.sdp.SessionDescription;
import dev.rtcrooms.sdp.Transport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fragment with candidates or new credentials (RFC 8840 §9). Of the candidates none is kept,
 * since a lite agent sends to the addresses that check it. Immutable; any thread.
 *
 * @param ufrag the client's username fragment, or null if the fragment has none
 * @param password that belongs to it, or null
 */
record SdpFragment(@Nullable String ufrag, @Nullable String password) {

  static final String TYPE = "application/trickle-ice-sdpfrag";

  private static final String UFRAG = "a=ice-ufrag:";
  private static final String PASSWORD = "a=ice-pwd:";

  /** RFC 8839 §5.4. */
  private static final Pattern ICE_CHARS = Pattern.compile("[A-Za-z0-9+/]+");

  private static final int LEAST_UFRAG = 4;
  private static final int LEAST_PASSWORD = 22;
  private static final int MOST = 256;

  /**
   * Reads a fragment.
   *
   * @throws IllegalArgumentException if it is malformed; the message quotes nothing
   */
  static SdpFragment parse(String text) {
    String ufrag = null;
    String password = null;
    for (String line : text.split("\r?\n", -1)) {
      if (!line.isEmpty() && !(line.length() > 1 && line.charAt(1) == '=')) {
        throw new IllegalArgumentException("A line of the fragment is no line of SDP");
      }
      if (line.startsWith(UFRAG)) {
        ufrag = agreed(ufrag, line.substring(UFRAG.length()), LEAST_UFRAG);
      } else if (line.startsWith(PASSWORD)) {
        password = agreed(password, line.substring(PASSWORD.length()), LEAST_PASSWORD);
      }
    }
    return new SdpFragment(ufrag, password);
  }

  /** All sections of a bundle have the same credentials. */
  private static String agreed(@Nullable String before, String value, int least) {
    if (value.length() < least || value.length() > MOST || !ICE_CHARS.matcher(value).matches()) {
      throw new IllegalArgumentException("The fragment has malformed credentials");
    }
    if (before != null && !before.equals(value)) {
      throw new IllegalArgumentException("The fragment has different credentials");
    }
    return value;
  }

  /** Tells whether it brings other credentials than those that the client has now. */
  boolean restarts(String present) {
    return ufrag != null && !ufrag.equals(present);
  }

  /** Writes our part of an answer: credentials and candidates (RFC 9725 §4.3.3). */
  static String write(SessionDescription answer) {
    StringBuilder text = new StringBuilder("a=ice-lite\r\n");
    answer.attributes().named("group").forEach(group -> append(text, group));
    for (MediaSection section : answer.media()) {
      if (!section.rejected()) {
        Transport transport = answer.transportOf(section);
        text.append("m=").append(section.kind()).append(" 9 ").append(section.proto());
        section.formats().forEach(format -> text.append(' ').append(format));
        text.append("\r\na=mid:").append(section.mid().orElse(""));
        text.append("\r\n").append(UFRAG).append(transport.ufrag().orElse(""));
        text.append("\r\n").append(PASSWORD).append(transport.pwd().orElse("")).append("\r\n");
        section.attributes().named("candidate").forEach(each -> append(text, each));
        return text.append("a=end-of-candidates\r\n").toString();
      }
    }
    throw new IllegalArgumentException("The answer has no section");
  }

  private static void append(StringBuilder text, SdpAttribute attribute) {
    text.append("a=").append(attribute.name()).append(':').append(attribute.value()).append("\r\n");
  }
}
