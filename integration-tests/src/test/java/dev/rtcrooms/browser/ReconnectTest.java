package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the client comes back, and when it does not. */
class ReconnectTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private static final Map<String, ?> SOON = Map.of("backoff", Map.of("base", 1, "cap", 5));

  @Test
  void theFirstConnectionSaysWhoComes() throws Exception {
    enter(Map.of("name", "Ann & Bob"));
    FakeConnection connection = server.accept();
    assertThat(connection.subprotocol()).isEqualTo("rtc-rooms.v1");
    assertThat(connection.handshake().name()).contains("Ann & Bob");
    assertThat(connection.handshake().session().orElseThrow()).matches("[\\w-]{16,64}");
    assertThat(connection.resume()).isEmpty();
  }

  @Test
  void aLongNameIsCutAsTheServerCutsIt() throws Exception {
    String face = "\uD83D\uDE00";
    enter(Map.of("name", "A" + face.repeat(40)));
    assertThat(server.accept().handshake().name()).contains("A" + face.repeat(31));
  }

  @Test
  void aLostConnectionIsResumedWhereItWas() throws Exception {
    RoomPage page = enter(SOON);
    FakeConnection first = server.accept();
    first.hello(Map.of("epoch", "e1", "position", 7));
    first.send(said(8, "one"));
    page.hears("said", 1);
    first.vanish();

    FakeConnection second = server.accept();
    assertThat(second.resume()).contains("e1:8");
    assertThat(second.handshake().session()).isEqualTo(first.handshake().session());
    second.hello(Map.of("client", "me-again", "position", 8, "recovered", true));
    second.send(said(8, "one"));
    second.send(said(9, "two"));
    page.hears("said", 2);
    assertThat(page.run("room.messages.map((said) => said.text)")).isEqualTo(List.of("one", "two"));
    assertThat(page.run("room.self.client")).isEqualTo("me-again");
    assertThat(page.events("reset")).isEmpty();
    assertThat(page.events("hello")).extracting("recovered").containsExactly(false, true);
  }

  @Test
  void whatIsNotRecoveredIsDroppedExceptForTheChat() throws Exception {
    RoomPage page = enter(SOON);
    FakeConnection first = server.accept();
    first.hello(Map.of("position", 7));
    first.send(said(8, "lost"));
    first.send(Map.of("type", "members", "members", List.of(member("me"), member("bob"))));
    page.hears("members", 1);
    first.close(1012, "restart");

    FakeConnection second = server.accept();
    second.hello(Map.of("epoch", "e2", "position", 2));
    page.hears("reset", 1);
    page.until("room.messages[0].gapAfter");
    assertThat(page.run("[room.messages.length, room.members.size]")).isEqualTo(List.of(1, 0));
    second.send(said(3, "new"));
    page.hears("said", 2);
    assertThat(page.run("room.messages.map(({ text, gapAfter }) => text + gapAfter)"))
        .isEqualTo(List.of("losttrue", "newfalse"));
    second.vanish();
    assertThat(server.accept().resume()).contains("e2:3");
  }

  @Test
  void aLogThatContinuesTheChatClosesItsGap() throws Exception {
    RoomPage page = enter(SOON);
    FakeConnection first = server.accept();
    first.hello(Map.of("position", 7));
    first.send(said(8, "one"), said(9, "two"));
    page.hears("said", 2);
    first.close(1012, "restart");

    FakeConnection second = server.accept();
    second.hello(Map.of("position", 12));
    Map<String, Object> changed = new HashMap<>(said(9, "2"));
    changed.put("edited", 10);
    second.send(
        Map.of("type", "chat-log", "more", true, "messages", List.of(changed, said(11, "three"))));
    page.hears("said", 3);
    assertThat(page.run("room.messages.map(({ text, gapAfter }) => text + gapAfter)"))
        .isEqualTo(List.of("onefalse", "2false", "threefalse"));
    assertThat(page.events("said").get(2)).containsEntry("past", true);
    second.close(1012, "restart");

    FakeConnection third = server.accept();
    third.hello(Map.of("position", 90));
    third.send(Map.of("type", "chat-log", "more", true, "messages", List.of(said(80, "far"))));
    page.hears("said", 4);
    assertThat(page.run("room.messages.map(({ text, gapAfter }) => text + gapAfter)"))
        .isEqualTo(List.of("onefalse", "2false", "threetrue", "farfalse"));
  }

  @Test
  void eachLossDoublesTheWaitUntilAConnectionLasts() throws Exception {
    RoomPage page = open();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.act("Math.random = () => 0.999");
    page.enter(server.address(), Map.of("backoff", Map.of("base", 100, "cap", 10_000)));
    FakeConnection connection = lose(server.accept(), page, 99);
    connection = lose(connection, page, 199);
    connection.hello();
    page.until("room.state === 'open'");
    connection = lose(connection, page, 399);
    connection.hello();
    page.until("room.state === 'open'");
    page.page().clock().runFor(10_000);
    lose(connection, page, 99);
  }

  @Test
  void failedAttemptsGiveTheMediaNoMoreTime() throws Exception {
    RoomPage page = open();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.act("Math.random = () => 0.999");
    page.enter(server.address(), Map.of("backoff", Map.of("base", 100, "cap", 400)));
    FakeConnection connection = server.accept();
    connection.hello(Map.of("grace", 4_000));
    connection.send(Map.of("type", "connect", "peer", "bob", "polite", true, "negotiation", 1));
    page.until("room.peers.size === 1");

    connection = lose(connection, page, 99);
    connection = lose(connection, page, 199);
    for (int losses = 2; losses < 11; losses++) {
      connection = lose(connection, page, 399);
    }
    assertThat(page.run("room.peers.size")).isEqualTo(1);
    lose(connection, page, 399);

    assertThat(page.run("room.peers.size")).isEqualTo(0);
  }

  @Test
  void theWaitsStayShortWhileTheServerExpectsTheClientBack() throws Exception {
    RoomPage page = open();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.act("Math.random = () => 0.999");
    page.enter(server.address());
    FakeConnection connection = server.accept();
    connection.hello(Map.of("grace", 5_000));
    page.until("room.state === 'open'");

    for (int losses = 0; losses < 11; losses++) {
      connection = lose(connection, page, 499);
    }
    lose(connection, page, 19_980);
  }

  @Test
  void theWaitsGrowWhereTheServerRefusesTheClient() throws Exception {
    RoomPage page = open();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.act("Math.random = () => 0.999");
    page.enter(server.address());
    FakeConnection connection = server.accept();
    connection.hello(Map.of("grace", 5_000));
    page.until("room.state === 'open'");
    connection = lose(connection, page, 499);
    connection = lose(connection, page, 499);

    connection.close(4005, "server busy; resume");

    page.until("heard('state', { code: 4005, retryInMs: 1998 }) === 1");
  }

  /** Ends a connection; the next must come after exactly so many milliseconds. */
  private FakeConnection lose(FakeConnection connection, RoomPage page, int wait) throws Exception {
    int losses = page.events("state").size();
    connection.vanish();
    page.hears("state", losses + 1);
    page.page().clock().runFor(wait - 1);
    assertThat(page.events("state"))
        .last()
        .satisfies(
            state ->
                assertThat(state).containsEntry("code", 1006).containsEntry("retryInMs", wait));
    page.page().clock().runFor(1);
    return server.accept();
  }

  @Test
  void backoffDoublesUpToItsCap() {
    RoomPage page = open();
    Object waits =
        page.run(
            "import('/rtc-rooms/backoff.js').then(({ Backoff }) => {"
                + " const most = new Backoff({ base: 100, cap: 1000 }, () => 0.999999);"
                + " const half = new Backoff(undefined, () => 0.5);"
                + " const waits = [0, 1, 2, 3, 4].map(() => most.next());"
                + " most.reset();"
                + " return [...waits, most.next(), half.next(), half.next()]; })");
    assertThat(waits).isEqualTo(List.of(99, 199, 399, 799, 999, 99, 250, 500));
  }

  @Test
  void comesBackAfterTheCodesThatSaySo() throws Exception {
    RoomPage page = enter(SOON);
    List<Integer> codes = List.of(1001, 1011, 1012, 1013, 4000, 4001, 4002, 4003, 4004, 4499);
    for (int code : codes) {
      server.accept().close(code, "come back");
    }
    server.accept();
    assertThat(page.events("closed")).isEmpty();
    assertThat(page.events("state"))
        .filteredOn(state -> state.containsKey("retryInMs"))
        .extracting("code")
        .isEqualTo(codes);
  }

  @Test
  void staysAwayAfterAllOtherCodes() throws Exception {
    RoomPage page = enter(SOON);
    List<Integer> codes =
        List.of(1000, 1003, 1009, 4500, 4501, 4502, 4503, 4504, 4505, 4506, 4507, 4508, 4999);
    for (int code : codes) {
      server.accept().close(code, "stay away");
      page.until("heard('closed', { code: " + code + ", reason: 'stay away' }) === 1");
      assertThat(page.run("room.state")).isEqualTo("closed");
      page.act("room.connect()");
    }
    server.accept();
    assertThat(page.events("state")).noneMatch(state -> state.containsKey("retryInMs"));
  }

  /** Jakarta containers end a WebSocket with 1008 when its HTTP session ends. */
  @Test
  void asksOnceMoreAfter1008AndAgainAfterAHello() throws Exception {
    RoomPage page = enter(SOON);
    for (int session = 0; session < 2; session++) {
      FakeConnection connection = server.accept();
      connection.hello();
      page.until("room.state === 'open'");
      connection.close(1008, "session ended");
    }
    server.accept().close(1008, "session ended");
    page.hears("closed", 1);
    assertThat(page.events("closed"))
        .singleElement()
        .satisfies(closed -> assertThat(closed).containsEntry("code", 1008));
  }

  @Test
  void whoWasTurnedAwayMayKnockAgain() throws Exception {
    RoomPage page = enter(SOON);
    server.accept().close(4503, "room full");
    page.hears("closed", 1);
    page.act("room.connect()");
    server.accept().hello();
    page.until("room.state === 'open'");
  }

  @Test
  void aNetworkThatIsBackIsTriedAtOnce() throws Exception {
    RoomPage page = open();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.enter(server.address(), Map.of("backoff", Map.of("base", 10_000_000, "cap", 10_000_000)));
    server.accept().vanish();
    page.until("room.state === 'reconnecting'");
    page.act("dispatchEvent(new Event('online'))");
    server.accept().vanish();
    page.until("heard('state', { code: 1006 }) === 2");
    page.act("document.dispatchEvent(new Event('visibilitychange'))");
    server.accept().hello();
    page.until("room.state === 'open'");
  }

  @Test
  void aServerThatIsRestartedIsLeftAloneForAsLongAsItSays() throws Exception {
    RoomPage page = open();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.act("Math.random = () => 0.5");
    page.enter(server.address(), Map.of("backoff", Map.of("base", 100, "cap", 100)));
    FakeConnection connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
    connection.close(4002, "server is stopping; come back in 20000 ms");
    page.until("room.state === 'reconnecting'");
    assertThat(page.events("state"))
        .last()
        .satisfies(state -> assertThat(state).containsEntry("retryInMs", 21_250));
    assertThat(page.run("room.restarting - Date.now()")).isEqualTo(21_250);
    assertThat(page.run("room.getSnapshot().restarting === room.restarting")).isEqualTo(true);

    page.act("document.dispatchEvent(new Event('visibilitychange'))");
    page.act("dispatchEvent(new Event('online'))");
    page.page().clock().runFor(21_249);
    assertThat(page.run("room.state")).isEqualTo("reconnecting");
    page.page().clock().runFor(1);
    server.accept().vanish();
    page.until("heard('state', { code: 1006 }) === 1");
    assertThat(page.run("room.restarting - Date.now()")).isEqualTo(50);
    page.page().clock().runFor(50);
    server.accept().hello(Map.of("recovered", true));
    page.until("room.state === 'open'");
    assertThat(page.run("room.restarting")).isNull();
  }

  @Test
  void whoIsTurnedAwayByAServerThatStopsWaitsToo() throws Exception {
    RoomPage page = enter(SOON);
    FakeConnection socket = server.accept();
    double before = ((Number) page.run("Date.now()")).doubleValue();
    socket.close(4002, "server is stopping; come back in 300000 ms");
    page.until("room.state === 'reconnecting'");
    assertThat(page.events("state"))
        .last()
        .satisfies(
            state -> assertThat((Integer) state.get("retryInMs")).isGreaterThanOrEqualTo(300_000));
    assertThat(((Number) page.run("room.restarting")).doubleValue())
        .isGreaterThanOrEqualTo(before + 300_000);
    page.act("room.leave()");
    assertThat(page.run("room.restarting")).isNull();
  }

  @Test
  void connectingAgainWaitsNoLongerForTheNextAttempt() throws Exception {
    RoomPage page = open();
    page.page().clock().pauseAt(System.currentTimeMillis() + 60_000);
    page.enter(server.address(), Map.of("backoff", Map.of("base", 10_000_000, "cap", 10_000_000)));
    server.accept().vanish();
    page.until("room.state === 'reconnecting'");
    page.act("room.connect()");
    page.act("room.connect()");
    server.accept().hello();
    page.until("room.state === 'open'");
    assertThat(server.isQuiet()).isTrue();
  }

  @Test
  void leavingSaysGoodbyeAndEndsAllAttempts() throws Exception {
    RoomPage page = enter(SOON);
    FakeConnection connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
    page.act("room.leave()");
    assertThat(page.run("room.state")).isEqualTo("closed");
    assertThat(connection.closeCode()).isEqualTo(1000);
    assertThat(page.events("closed")).hasSize(1);
  }

  @Test
  void aReloadedTabIsKnownAgainAndADuplicatedOneIsNot() throws Exception {
    RoomPage page = enter(SOON);
    Optional<String> key = server.accept().handshake().session();
    page.page().reload();
    page.until("window.ready");
    page.enter(server.address(), SOON);
    assertThat(server.accept().handshake().session()).isEqualTo(key);

    Page copy = page.page().waitForPopup(() -> page.act("open(location.href)"));
    RoomPage duplicate = RoomPage.opened(copy);
    duplicate.enter(server.address(), SOON);
    assertThat(server.accept().handshake().session()).isNotEqualTo(key);
  }

  private RoomPage open() {
    Page page = browsers.page();
    page.clock().install();
    return RoomPage.open(page, server.site());
  }

  private RoomPage enter(Map<String, ?> options) {
    return RoomPage.open(browsers.page(), server.site()).enter(server.address(), options);
  }

  private static Map<String, ?> said(int offset, String text) {
    return Map.of(
        "type",
        "said",
        "offset",
        offset,
        "id",
        "i" + offset,
        "client",
        "bob",
        "user",
        "bob",
        "name",
        "Bob",
        "text",
        text,
        "at",
        1_700_000_000_000L);
  }

  private static Map<String, ?> member(String client) {
    return Map.of("client", client, "user", client, "name", client);
  }
}
