package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.http.HttpOptions;
import dev.rtcrooms.http.ProblemPage;
import java.util.Map;

/** The parts that do not depend on the transport: the look of the pages, and two pages. */
final class Site {

  private static final ProblemPage NOTHING_HERE =
      new ProblemPage(404, "not-found", "Not Found", "No page of this server has this address.");

  private final Templates templates = new Templates();
  private final Options options;

  Site(Options options) {
    this.options = options;
  }

  void configure(HttpOptions http) {
    http.layout(new FreemarkerLayout(templates));
    if (options.publicUrl() != null) {
      http.publicUrl(options.publicUrl());
    }
  }

  String welcome() {
    return templates.render("welcome", Map.of());
  }

  String nothingHere() {
    return templates.render("problem", NOTHING_HERE);
  }
}
