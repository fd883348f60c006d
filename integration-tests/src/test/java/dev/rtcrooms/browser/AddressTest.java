package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the client connects to. */
class AddressTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;

  @BeforeEach
  void open() {
    page = RoomPage.open(browsers.page(), server.site());
    page.act("options = { backoff: { base: 1, cap: 5 } }; address = '" + server.address() + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "undefined",
        "null",
        "''",
        "' '",
        "7",
        "{}",
        "'ftp://x'",
        "'http://'",
        "'ws://a:99999'"
      })
  void whatIsNoAddressIsAMistakeOfTheCaller(String address) {
    page.begin("new rtc.RoomClient(" + address + ")");
    assertThat(page.outcome()).containsEntry("error", "TypeError");
  }

  @Test
  void anAddressIsRelativeToThePage() throws Exception {
    page.enter(".." + server.address() + "#part");
    server.accept().hello();
    page.until("room.state === 'open'");
  }

  @Test
  void aFunctionIsAskedBeforeEachAttempt() throws Exception {
    page.act("token = 0; enter(() => `${address}?token=${++token}`, options)");
    FakeConnection first = server.accept();
    assertThat(first.parameter("token")).isEqualTo("1");
    first.hello(Map.of("position", 7));
    page.until("room.state === 'open'");
    page.begin("room.say('hello')");
    JsonObject say = first.next("say");
    first.vanish();

    FakeConnection second = server.accept();
    assertThat(second.parameter("token")).isEqualTo("2");
    assertThat(second.resume()).contains("e1:7");
    assertThat(second.handshake().session()).isEqualTo(first.handshake().session());
    second.hello(Map.of("recovered", true));
    JsonObject again = second.next("say");
    assertThat(again.get("id")).isEqualTo(say.get("id"));
    second.reply(again);
    assertThat(page.outcome()).containsKey("value");
  }

  @Test
  void aFunctionGivesAFreshTokenForEachAttempt() throws Exception {
    page.act(
        "tokens = 0; options.token = async () => `a.b/${++tokens}==`; enter(address, options)");
    FakeConnection first = server.accept();
    assertThat(first.handshake().bearer()).contains("a.b/1==");
    first.hello();
    page.until("room.state === 'open'");
    first.vanish();
    assertThat(server.accept().handshake().bearer()).contains("a.b/2==");
  }

  @Test
  void aTokenThatNeverChangesIsAText() throws Exception {
    page.act("enter(address, { token: 'mine' })");
    assertThat(server.accept().handshake().bearer()).contains("mine");
    page.begin("new rtc.RoomClient(address, { token: 'not mine' })");
    assertThat(page.outcome()).containsEntry("error", "TypeError");
  }

  @Test
  void aTokenThatIsNotAcceptedIsReplacedAndNothingIsLost() throws Exception {
    page.act("tokens = 0; options.token = () => `t${++tokens}`; enter(address, options)");
    FakeConnection first = server.accept();
    first.hello(Map.of("position", 7));
    page.until("room.state === 'open'");
    page.begin("room.say('hello')");
    first.next("say");
    first.close(4003, "grants expired");
    FakeConnection second = server.accept();
    assertThat(second.handshake().bearer()).contains("t2");
    second.close(4505, "unauthenticated");
    FakeConnection third = server.accept();
    assertThat(third.handshake().bearer()).contains("t3");
    assertThat(third.resume()).contains("e1:7");
    third.hello(Map.of("recovered", true));
    third.reply(third.next("say"));
    assertThat(page.outcome()).containsKey("value");
  }

  @Test
  void aTokenFunctionGivesUpByNull() throws Exception {
    page.act("options.token = () => null; enter(address, options)");
    page.hears("closed", 1);
    assertThat(page.events("closed"))
        .singleElement()
        .satisfies(closed -> assertThat(closed).containsEntry("code", 4505));
    assertThat(server.isQuiet()).isTrue();
  }

  @Test
  void aFixedTokenThatIsNotAcceptedIsTheEnd() throws Exception {
    page.act("enter(address, { ...options, token: 'old' })");
    server.accept().close(4505, "unauthenticated");
    page.hears("closed", 1);
  }

  @Test
  void grantsThatEndSoonAreRenewedWithAFreshToken() throws Exception {
    page.act("tokens = 0; options.token = async () => `t${++tokens}`; enter(address, options)");
    FakeConnection connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
    connection.send(Map.of("type", "expiring", "expires", 1767229200000L));
    JsonObject refresh = connection.next("refresh");
    assertThat(refresh.get("token").getAsString()).isEqualTo("t2");
    connection.reply(refresh);
    assertThat(page.events("expiring")).hasSize(1);

    page.begin("room.refresh()");
    JsonObject again = connection.next("refresh");
    connection.refuse(again, "unauthenticated");
    assertThat(page.outcome()).containsEntry("error", "RefusalError");
    assertThat(page.run("room.state")).isEqualTo("open");
  }

  @Test
  void aTokenFunctionThatFailsIsAskedAgain() throws Exception {
    page.act(
        "tokens = 0; options.token = () => { if (++tokens < 3) throw new Error('offline');"
            + " return 'mine'; }; enter(address, options)");
    assertThat(server.accept().handshake().bearer()).contains("mine");
    assertThat(page.run("heard('debug', { what: 'address' })")).isEqualTo(2);
  }

  /** A failed WebSocket leaves a line with its address in the console. */
  @Test
  void noSecretIsInTheConsoleWhenAHandshakeFails() {
    page.act(
        "options.name = 'canary-name'; options.token = 'canary-token';"
            + " options.session = 'canary-session-key';"
            + " enter('/nothing/here/websocket', options)");
    page.hears("closed", 1);
    assertThat(browsers.console())
        .anySatisfy(line -> assertThat(line).contains("/nothing/here/websocket"))
        .noneSatisfy(line -> assertThat(line).contains("canary"));
    assertThat(browsers.console())
        .noneSatisfy(line -> assertThat(line).containsAnyOf("session=", "resume=", "name="));
  }

  @Test
  void aFunctionThatFailsIsAskedAgain() throws Exception {
    page.act(
        "times = 0; enter(async () => { if (++times < 4) throw new Error('no token');"
            + " return new URL(address, location); }, options)");
    server.accept().hello();
    page.until("room.state === 'open'");
    assertThat(page.run("times")).isEqualTo(4);
    assertThat(page.run("heard('debug', { what: 'address' })")).isEqualTo(3);
  }

  @Test
  void aFunctionThatGivesNoAddressEndsTheAttempts() {
    page.act("enter(() => undefined, options)");
    page.begin("room.say('hello')");
    assertThat(page.outcome()).containsEntry("error", "ClosedError").containsEntry("code", 4506);
  }

  @Test
  void whoLeavesWhileTheAddressIsLookedUpDoesNotConnect() throws Exception {
    page.act("enter(() => new Promise((resolve) => { give = resolve; }), options)");
    page.act("room.leave(); give(address); room.connect(); give('" + server.address() + "?2')");
    FakeConnection connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
    assertThat(connection.parameter("2")).isNotNull();
    assertThat(server.isQuiet()).isTrue();
  }

  @Test
  void anAddressThatTheBrowserRefusesSettlesWhatWaits() {
    page.act(
        "options.webSocket = class { constructor() {"
            + " throw new DOMException('insecure', 'SecurityError'); } };"
            + " enter('ws://app.example/room/1/websocket', options)");
    page.begin("Promise.allSettled([room.say('hello'), room.publish()])");
    assertThat(page.outcome().get("value").toString())
        .contains("rejected")
        .doesNotContain("fulfilled");
    assertThat(page.run("room.state")).isEqualTo("closed");
    assertThat(page.events("closed"))
        .singleElement()
        .satisfies(
            closed ->
                assertThat(closed)
                    .containsEntry("code", 4504)
                    .containsEntry("reason", "the browser refuses the address: insecure"));
  }

  @Test
  void anAddressThatIsNotFoundForAWhileIsTriedAgainByWhoWasThere() throws Exception {
    page.act(
        "gone = false; options.webSocket = class extends WebSocket { constructor(url, protocol) {"
            + " super(gone ? url.replace('/fake/', '/gone/') : url, protocol); } };"
            + " enter(address, options)");
    FakeConnection first = server.accept();
    first.hello();
    page.until("room.state === 'open'");
    page.act("gone = true");
    first.vanish();
    page.until("heard('state', { code: 1006 }) >= 6");
    page.act("gone = false");
    server.accept().hello(Map.of("recovered", true));
    page.until("room.state === 'open'");
  }
}
