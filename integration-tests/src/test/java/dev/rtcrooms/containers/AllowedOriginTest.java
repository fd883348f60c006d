package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that names the origins of its pages, and has its rooms below a path. */
class AllowedOriginTest extends ContainerTest {

  @Override
  Placement placement() {
    return new Placement("/live", List.of("https://app.example"));
  }

  @Override
  String target() {
    return "/live" + super.target();
  }

  @Test
  void anAllowedPageMayConnect() throws IOException {
    assertThat(raw(target(), "Origin: https://app.example").readStatus()).isEqualTo(101);
  }

  @Test
  void anotherPageIsToldThatItMayNotConnect() throws IOException {
    forbidden("https://evil.example");
    forbidden("null");
  }

  @Test
  void aPageOfTheSameHostMayNotConnectUnlessItIsListed() throws IOException {
    forbidden("http://localhost:" + port());
  }

  @Test
  void aClientThatIsNoBrowserMayConnect() {
    join("ann");
  }

  /** In each container by the same code, which a page can tell from an outage. */
  private void forbidden(String origin) throws IOException {
    RawSocket page = raw(target(), "Origin: " + origin);

    assertThat(page.readStatus()).isEqualTo(101);
    assertThat(page.readCloseCode()).isEqualTo(4504);
  }
}
