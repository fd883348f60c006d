package dev.rtcrooms.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.http.Page;
import dev.rtcrooms.http.ProblemPage;
import dev.rtcrooms.http.RoomPage;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.WatchPage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
  private static final String HOSTILE = "\"'><script>alert(1)</script>${1+1}<#stop>&";
  private static final User MALLORY = User.of("m", HOSTILE);
  private static final RoomRequest REQUEST = RoomRequest.of("GET", "http", "localhost", "/");

  private final FreemarkerLayout layout = new FreemarkerLayout(new Templates(new Assets().paths()));

  @ParameterizedTest
  @MethodSource("hostilePages")
  void whateverIsPutIntoAPageStaysText(Page page) {
    assertThat(layout.html(page, REQUEST))
        .doesNotContain("<script>alert", "\"'>")
        .contains("&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;${1+1}&lt;#stop&gt;&amp;")
        .endsWith("</html>\n");
  }

  static List<Page> hostilePages() {
    return List.of(
        new RoomPage(
            MALLORY, Role.PARTICIPANT.defaultGrants(), HOSTILE, HOSTILE, HOSTILE, HOSTILE, 2),
        new WatchPage(MALLORY, Role.WATCHER.defaultGrants(), HOSTILE, HOSTILE, HOSTILE),
        new ProblemPage(400, HOSTILE, HOSTILE, HOSTILE));
  }

  @Test
  void aProblemIsNamedInWordsForPeople() {
    assertThat(layout.html(problem(404, "no-such-room"), REQUEST))
        .contains("404", "This link leads nowhere", "A sentence.")
        .doesNotContain("Not Found");
  }

  @Test
  void aProblemWithoutWordsKeepsItsTitle() {
    assertThat(layout.html(problem(418, "teapot"), REQUEST)).contains("418", "Not Found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"room", "watch", "problem"})
  void aPageWithoutItsPartsFailsInsteadOfLeavingThemOut(String template) {
    assertThatThrownBy(() -> new Templates(new Assets().paths()).render(template, Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(template);
  }

  private static ProblemPage problem(int status, String code) {
    return new ProblemPage(status, code, "Not Found", "A sentence.");
  }
}
