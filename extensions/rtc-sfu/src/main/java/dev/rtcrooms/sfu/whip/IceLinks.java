package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.message.IceServer;
import java.util.ArrayList;
import java.util.List;

/** Writes STUN and TURN servers as links (RFC 9725 §4.6). */
final class IceLinks {

  private IceLinks() {}

  /** The value of a {@code Link} header. */
  static String of(List<IceServer> servers) {
    List<String> links = new ArrayList<>();
    for (IceServer server : servers) {
      for (String url : server.urls()) {
        StringBuilder link = new StringBuilder("<" + url + ">; rel=\"ice-server\"");
        if (server.username() != null && server.credential() != null) {
          link.append("; username=").append(quoted(server.username()));
          link.append("; credential=").append(quoted(server.credential()));
          link.append("; credential-type=\"password\"");
        }
        links.add(link.toString());
      }
    }
    return String.join(", ", links);
  }

  /** RFC 9110 §5.6.4. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
