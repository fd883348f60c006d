package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.http.ExtraRoutes;
import dev.rtcrooms.http.HttpOptions;
import dev.rtcrooms.http.ProblemPage;
import java.util.List;
import java.util.Map;

/** The parts that do not depend on the transport: the look of the pages, two pages, and files. */
final class Site {

  private static final ProblemPage NOTHING_HERE =
      new ProblemPage(404, "not-found", "Not Found", "No page of this server has this address.");

  private static final String HTML = "text/html;charset=utf-8";
  private static final String ASK_AGAIN = "no-cache";
  private static final String FOR_EVER = "public, max-age=31536000, immutable"; // RFC 8246

  private final Assets assets = new Assets();
  private final Templates templates = new Templates(assets.paths());
  private final Asset welcome = Asset.of(HTML, templates.render("welcome", Map.of()));
  private final Asset nothingHere = Asset.of(HTML, templates.render("problem", NOTHING_HERE));
  private final Options options;
  private final List<ExtraRoutes> more;

  /**
   * The parts for these options.
   *
   * @param more addresses beside those of the rooms
   */
  Site(Options options, List<ExtraRoutes> more) {
    this.options = options;
    this.more = more;
  }

  void configure(HttpOptions http) {
    http.layout(new FreemarkerLayout(templates));
    more.forEach(http::add);
    if (options.publicUrl() != null) {
      http.publicUrl(options.publicUrl());
    }
  }

  /**
   * Answers a request for anything but a room.
   *
   * @param ifNoneMatch the header, or ""
   * @param acceptEncoding the header, or ""
   */
  SiteResponse answer(String method, String path, String ifNoneMatch, String acceptEncoding) {
    boolean root = path.equals("/");
    Asset found = root ? welcome : assets.find(path);
    if (found == null) {
      return SiteResponse.of(404, nothingHere, ASK_AGAIN, "", acceptEncoding);
    }
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return SiteResponse.notAllowed();
    }
    String cacheControl = root ? ASK_AGAIN : FOR_EVER;
    return SiteResponse.of(200, found, cacheControl, ifNoneMatch, acceptEncoding);
  }
}
