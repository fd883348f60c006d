package dev.rtcrooms.sdp;

/** Small descriptions to try a few lines in. */
final class Session {

  static final String HEAD = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n";

  /** The number of the first line after {@link #HEAD}. */
  static final int FIRST_LINE = 5;

  static final String AUDIO = "m=audio 9 UDP/TLS/RTP/SAVPF 0";

  private Session() {}

  /** The required lines, and these after them. */
  static String with(String... lines) {
    StringBuilder text = new StringBuilder(HEAD);
    for (String line : lines) {
      text.append(line).append("\r\n");
    }
    return text.toString();
  }

  static SessionDescription parsed(String... lines) {
    return Examples.parsed(with(lines));
  }

  /** The one media section of that line, with these lines below it. */
  static MediaSection media(String line, String... lines) {
    String[] all = new String[lines.length + 1];
    all[0] = line;
    System.arraycopy(lines, 0, all, 1, lines.length);
    return parsed(all).media().get(0);
  }

  static MediaSection audio(String... lines) {
    return media(AUDIO, lines);
  }
}
