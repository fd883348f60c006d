package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Grants;
import dev.rtcrooms.User;
import org.junit.jupiter.api.Test;

class PlainLayoutTest {
  private final RoomRequest request = RoomRequest.of("GET", "http", Asked.HOST, "/");

  @Test
  void whatAUserIsCalledIsNoMarkupAndNoPlace() {
    User user = User.of("id", "\"><script>alert('1')</script> & ${roomLink}");
    RoomPage page =
        new RoomPage(
            user, Grants.none(), "room-link", "stream-link", "ws-address", "/client.js", 0);

    String html = Layout.plain().html(page, request);

    assertThat(html)
        .contains(
            "data-name=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; ${roomLink}\"")
        .doesNotContain("<script>alert");
  }

  @Test
  void aRoomsPageShowsItsLinksAndLoadsTheClient() {
    RoomPage page =
        new RoomPage(
            User.of("ann"),
            Grants.none(),
            "room-link",
            "stream-link",
            "ws-address",
            "/client.js",
            0);

    assertThat(Layout.plain().html(page, request))
        .contains("<code>room-link</code>", "<code>stream-link</code>", "<code>ws-address</code>")
        .contains("data-client-module=\"/client.js\"", "data-role=\"participant\"");
  }

  @Test
  void everyPlaceIsFilled() {
    User user = User.of("ann");
    Page[] pages = {
      new RoomPage(user, Grants.none(), "r", "s", "w", "c", 0),
      new WatchPage(user, Grants.none(), "s", "w", "c"),
      ProblemPage.of("not-found")
    };
    for (Page page : pages) {
      assertThat(Layout.plain().html(page, request)).doesNotContain("${");
    }
  }
}
