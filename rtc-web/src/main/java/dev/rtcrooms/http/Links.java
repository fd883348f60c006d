package dev.rtcrooms.http;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Visit;
import dev.rtcrooms.transport.Authority;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The public addresses of one application; immutable, any thread.
 *
 * @param base the part before {@code /room/...}, without a trailing slash
 */
record Links(String base) {

  /**
   * The addresses for one request.
   *
   * @throws RefusalException if they depend on the request's host, and it is malformed
   */
  static Links of(@Nullable URI publicUrl, String prefix, RoomRequest request) {
    if (publicUrl != null) {
      return new Links(publicUrl.toString());
    }
    if (Authority.parse(request.authority()).isEmpty()) {
      throw ProblemPage.refusal(ProblemPage.BAD_HOST);
    }
    boolean secure = request.scheme().toLowerCase(Locale.ROOT).equals("https");
    String origin = (secure ? "https://" : "http://") + request.authority();
    return new Links(origin + request.basePath() + prefix);
  }

  String page(Visit visit, Role role) {
    return base + Route.page(role, key(visit, role));
  }

  String socket(Visit visit) {
    String address = base + Route.socket(visit.role(), key(visit, visit.role()));
    return "ws" + address.substring("http".length());
  }

  private static String key(Visit visit, Role role) {
    return role == Role.PARTICIPANT ? visit.roomId().toString() : visit.streamId();
  }

  /** A path, so that a page loads its own server's files even if the scheme was guessed wrong. */
  String clientModule() {
    int path = base.indexOf('/', base.indexOf("//") + 2);
    return (path < 0 ? "" : base.substring(path)) + Route.FILES + ClientFiles.ENTRY;
  }
}
