package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.http.Layout;
import dev.rtcrooms.http.Page;
import dev.rtcrooms.http.ProblemPage;
import dev.rtcrooms.http.RoomPage;
import dev.rtcrooms.http.RoomRequest;

/** Renders the rooms' pages with the quickstart's templates; any thread. */
final class FreemarkerLayout implements Layout {

  private final Templates templates;

  FreemarkerLayout(Templates templates) {
    this.templates = templates;
  }

  @Override
  public String html(Page page, RoomRequest request) {
    if (page instanceof RoomPage) {
      return templates.render("room", page);
    }
    return templates.render(page instanceof ProblemPage ? "problem" : "watch", page);
  }
}
