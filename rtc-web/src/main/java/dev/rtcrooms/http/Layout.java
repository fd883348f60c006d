package dev.rtcrooms.http;

/** Renders pages as HTML, in the host's own look; any thread. */
@FunctionalInterface
public interface Layout {

  /**
   * Renders the whole document. Called on any thread, for many requests at once; it should not
   * block. If it throws, the visitor gets a plain error page.
   *
   * @param page the values to show; they are not escaped, and some come from users
   * @param request the request, for its language, session and the like
   * @return the document, sent as UTF-8
   */
  String html(Page page, RoomRequest request);

  /**
   * A small document for each page, with little style.
   *
   * @return the layout
   */
  static Layout plain() {
    return new PlainLayout();
  }
}
