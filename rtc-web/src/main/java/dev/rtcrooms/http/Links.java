package dev.rtcrooms.http;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms.Visit;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one application as its visitors see them; immutable.
 *
 * @param base what stands before {@code /room/...}, without a trailing slash
 */
record Links(String base) {

  /** Host and port (RFC 3986 §3.2), without user info: names, IPv4, and IPv6 in brackets. */
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

  /**
   * The addresses for one request.
   *
   * @throws RefusalException if they must be made of the request's host, and it is not one
   */
  static Links of(@Nullable URI publicUrl, String prefix, RoomRequest request) {
    if (publicUrl != null) {
      return new Links(publicUrl.toString());
    }
    if (!AUTHORITY.matcher(request.authority()).matches()) {
      throw new RefusalException(ProblemPage.BAD_HOST, "The request names no valid host.");
    }
    boolean secure = request.scheme().toLowerCase(Locale.ROOT).equals("https");
    String origin = (secure ? "https://" : "http://") + request.authority();
    return new Links(origin + request.basePath() + prefix);
  }

  String page(Visit visit, Role role) {
    return base
        + (role == Role.PARTICIPANT ? "/room/" + visit.roomId() : "/stream/" + visit.streamId());
  }

  String socket(Visit visit) {
    return "ws" + page(visit, visit.role()).substring("http".length()) + "/websocket";
  }

  /** A path, so that a page loads its own server's files even if the scheme was guessed wrong. */
  String clientModule() {
    int path = base.indexOf('/', base.indexOf("//") + 2);
    return (path < 0 ? "" : base.substring(path)) + Route.FILES + ClientFiles.ENTRY;
  }
}
