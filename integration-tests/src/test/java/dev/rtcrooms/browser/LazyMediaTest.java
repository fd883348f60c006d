package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When the client loads its media part, and what happens meanwhile. */
class LazyMediaTest {

  private static final String MODULE = "**/rtc-rooms/media.js";
  private static final Map<String, ?> SOON = Map.of("backoff", Map.of("base", 1, "cap", 5));

  /** The media part cannot be loaded: "too slow; resume". */
  private static final int UNUSABLE = 4000;

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;

  @BeforeEach
  void openPage() {
    page = RoomPage.open(browsers.page(), server.site());
  }

  @Test
  void aRoomWithoutStreamsDoesWithoutIt() throws Exception {
    FakeConnection connection = enter();
    connection.send(said("hello", 1));
    page.hears("said", 1);
    page.act("channel('early'); room.limitVideo('bob', null)");
    assertThat(page.run("[room.streams, room.peers, room.publishing].map((each) => each.size)"))
        .isEqualTo(List.of(0, 0, 0));
    assertThat(loaded()).isEqualTo(false);

    connection.send(streams());
    page.hears("publishers", 1);
    assertThat(loaded()).isEqualTo(true);
    assertThat(page.run("room.channel('early') === channel('early')")).isEqualTo(true);
  }

  @Test
  void whatIsSaidMeanwhileIsHeardInOrder() throws Exception {
    FakeConnection connection = enter();
    connection.send(
        said("one", 1),
        streams(),
        said("two", 2),
        Map.of("type", "published", "client", "eve", "user", "eve", "name", "Eve", "offset", 3),
        Map.of("type", "connect", "peer", "eve", "polite", true, "negotiation", 7),
        said("three", 4));
    page.until("heard('said') === 3");
    assertThat(
            page.run(
                "events.map(({ event, text }) => text ?? event)"
                    + ".filter((each) => /publishers|peer|one|two|three/.test(each)).join()"))
        .isEqualTo("one,publishers,two,publishers,peer,three");
  }

  @Test
  void ifItCannotBeLoadedTheClientConnectsAgainAndLoadsIt() throws Exception {
    page.page().route(MODULE, Route::abort);
    FakeConnection connection = enter();
    connection.send(said("one", 1), streams(), said("two", 2));
    page.until(
        "heard('state', { state: 'reconnecting',"
            + " reason: 'The media module cannot be loaded' }) === 1");
    assertThat(connection.closeCode()).isEqualTo(UNUSABLE);
    assertThat(page.run("heard('debug', { what: 'media' })")).isEqualTo(1);
    assertThat(page.run("heard('said')")).isEqualTo(1);

    page.page().unroute(MODULE);
    FakeConnection second = server.accept();
    assertThat(second.resume()).hasValue("e1:1");
    second.hello(Map.of("recovered", true));
    second.send(said("two", 2), streams());
    page.hears("publishers", 1);
    assertThat(page.run("heard('said')")).isEqualTo(2);
  }

  @Test
  void whoPublishesIsToldThatItCannotBeLoaded() throws Exception {
    page.page().route(MODULE, Route::abort);
    FakeConnection connection = enter();
    page.begin("room.publish()");
    assertThat(page.outcome()).containsEntry("error", "RoomError");
    assertThat(page.run("room.state")).isEqualTo("open");

    page.page().unroute(MODULE);
    page.begin("room.publish()");
    connection.reply(connection.next("publish"));
    assertThat(page.outcome()).containsEntry("value", null);
  }

  @Test
  void whoLeavesMeanwhileDoesNotPublish() throws Exception {
    enter();
    page.begin("{ const published = room.publish(); room.leave(); return published; }");
    assertThat(page.outcome()).containsEntry("error", "ClosedError");
    assertThat(page.run("room.publishing.size")).isEqualTo(0);
  }

  private FakeConnection enter() throws Exception {
    page.enter(server.address(), SOON);
    FakeConnection connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
    return connection;
  }

  private Object loaded() {
    return page.run(
        "performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/media.js'))");
  }

  private static Map<String, ?> streams() {
    return Map.of("type", "streams", "iceServers", List.of(), "publishers", List.of());
  }

  private static Map<String, ?> said(String text, int offset) {
    return Map.of(
        "type", "said", "user", "bob", "name", "Bob", "text", text, "at", 1, "offset", offset);
  }
}
