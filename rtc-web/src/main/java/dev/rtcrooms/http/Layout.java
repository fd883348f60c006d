package dev.rtcrooms.http;

/** Makes HTML of pages: the host's own look. */
@FunctionalInterface
public interface Layout {

  /**
   * Makes the whole document. Called on any thread, for many requests at once; it should not block.
   * If it throws, the visitor gets a plain page that says that something failed.
   *
   * @param page what to show; its texts are not escaped, and some come from users
   * @param request what asks for it, for languages, sessions and the like
   * @return the document, sent as UTF-8
   */
  String html(Page page, RoomRequest request);

  /**
   * A small page for each, without a style of its own.
   *
   * @return the layout
   */
  static Layout plain() {
    return new PlainLayout();
  }
}
