package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rtcrooms.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomRequestTest {
  private final RoomRequest request = RoomRequest.of("GET", "http", Asked.HOST, "/room/secret");

  @Test
  void aQueryIsReadAsFormsWriteIt() {
    assertThat(request.withQuery("a=1&b=x%20y+z&a=2&flag&=nameless&&%C3%A4=%26&c=").parameters())
        .containsOnly(
            entry("a", List.of("1", "2")),
            entry("b", List.of("x y z")),
            entry("flag", List.of("")),
            entry("ä", List.of("&")),
            entry("c", List.of("")));
  }

  @Test
  void aQueryThatIsNotEncodedMeansItself() {
    assertThat(request.withQuery("a=100%").parameters()).containsOnly(entry("a", List.of("100%")));
    assertThat(request.withQuery(null).parameters()).isEmpty();
  }

  @Test
  void aHeaderIsFoundInAnyCase() {
    RoomRequest asked = request.withHeaders(Map.of("ACCEPT", List.of("text/html", "text/plain")));

    assertThat(asked.header("accept")).isEqualTo("text/html, text/plain");
    assertThat(asked.header("origin")).isEmpty();
  }

  @Test
  void whatTheHostPassesOnIsInTheHandshake() {
    RoomRequest full =
        request
            .withAttributes(Map.of("tenant", 7))
            .withHeaders(Map.of("X-Own", List.of("1")))
            .withQuery("name=Ann")
            .withPrincipal(() -> "ann");

    var handshake = full.handshake(Role.WATCHER, "key");

    assertThat(handshake.role()).isEqualTo(Role.WATCHER);
    assertThat(handshake.key()).isEqualTo("key");
    assertThat(handshake.attributes()).containsEntry("tenant", 7);
    assertThat(handshake.header("x-own")).contains("1");
    assertThat(handshake.parameter("name")).contains("Ann");
    assertThat(handshake.principal()).isNotNull();
  }

  @Test
  void aRequestPrintsNoLink() {
    assertThat(request).hasToString("RoomRequest[GET]");
  }
}
