package dev.rtcrooms.http;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.json.JsonText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns pages into responses, as JSON or HTML, whichever the request prefers; any thread.
 *
 * @param layout renders HTML
 * @param challenge the value of {@code WWW-Authenticate}
 */
record Renderer(Layout layout, String challenge) {

  private static final Logger log = LoggerFactory.getLogger(Renderer.class);

  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json"; // RFC 9457 §3
  private static final String RETRY_SECONDS = "30";

  /** Quotas of rooms are for a minute. */
  private static final String QUOTA_SECONDS = "60";

  RoomResponse render(Page page, RoomRequest request) {
    int status = page instanceof ProblemPage problem ? problem.status() : 200;
    RoomResponse response;
    if (Accept.prefersJson(request.header("Accept"))) {
      response = RoomResponse.text(status, status == 200 ? JSON : PROBLEM, json(page));
    } else {
      response = html(status, page, request);
    }
    return secret(response.varying("Accept"));
  }

  /** Redirects; the client follows with GET (RFC 9110 §15.4.4). */
  RoomResponse redirect(String link) {
    return secret(RoomResponse.empty(303).with("Location", link).with("Content-Length", "0"));
  }

  /** Keeps links from caches and other sites, since they are capabilities. */
  private RoomResponse secret(RoomResponse response) {
    RoomResponse kept =
        response.with("Cache-Control", "no-store").with("Referrer-Policy", "no-referrer");
    return switch (response.status()) {
      case 401 -> kept.with("WWW-Authenticate", challenge); // RFC 9110 §15.5.2: MUST
      case 426 -> kept.with("Upgrade", "websocket").with("Connection", "Upgrade"); // §15.5.22
      case 429 -> kept.with("Retry-After", QUOTA_SECONDS); // RFC 6585 §4
      case 503 -> kept.with("Retry-After", RETRY_SECONDS);
      default -> kept;
    };
  }

  private RoomResponse html(int status, Page page, RoomRequest request) {
    Page shown = page instanceof ProblemPage problem ? problem.forVisitors() : page;
    try {
      return RoomResponse.text(status, HTML, layout.html(shown, request));
    } catch (RuntimeException e) {
      log.error("The layout failed", e);
      ProblemPage problem = ProblemPage.of(Refusal.INTERNAL);
      return RoomResponse.text(problem.status(), HTML, Layout.plain().html(problem, request));
    }
  }

  private static String json(Page page) {
    return JsonText.object(
        fields -> {
          if (page instanceof RoomPage room) {
            fields
                .text("roomLink", room.roomLink())
                .text("websocketAddress", room.websocketAddress())
                .text("streamLink", room.streamLink())
                .number("participants", room.participants());
          } else if (page instanceof WatchPage watch) {
            fields
                .text("websocketAddress", watch.websocketAddress())
                .text("streamLink", watch.streamLink());
          } else if (page instanceof ProblemPage problem) {
            fields
                .text("title", problem.title())
                .number("status", problem.status())
                .text("detail", problem.detail())
                .text("code", problem.code());
          }
        });
  }
}
