package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A command that is refused because of its rate is sent again, and none overtakes it. */
class RateTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;
  private FakeConnection connection;

  @BeforeEach
  void enter() throws Exception {
    page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address(), Map.of("backoff", Map.of("base", 1, "cap", 5)));
    connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
  }

  @Test
  void aCommandIsSentAgainUntilItIsTaken() throws Exception {
    page.begin("room.command('wave', { to: 'bob' })");
    for (int time = 0; time < 2; time++) {
      connection.refuse(connection.next("wave"), "rate-limited");
    }
    JsonObject again = connection.next("wave");
    assertThat(again.get("to").getAsString()).isEqualTo("bob");
    connection.reply(again);
    assertThat(page.outcome()).containsKey("value");
    assertThat(page.events("refusal")).isEmpty();
  }

  @Test
  void commandsThatWereRefusedKeepTheirOrder() throws Exception {
    page.act("all = Promise.all([1, 2, 3].map((n) => room.command('n', { n })))");
    List<JsonObject> sent =
        List.of(connection.next("n"), connection.next("n"), connection.next("n"));
    connection.reply(sent.get(2));
    connection.refuse(sent.get(1), "rate-limited");
    connection.refuse(sent.get(0), "rate-limited");
    connection.send(Map.of("type", "poke"));
    page.hears("message", 1);
    page.act("last = room.command('n', { n: 4 })");
    for (int n : List.of(1, 2, 4)) {
      JsonObject again = connection.next("n");
      assertThat(again.get("n").getAsInt()).isEqualTo(n);
      connection.send(Map.of("type", "ping"));
      connection.next("pong"); // nothing else came before the reply
      connection.reply(again);
    }
    page.run("Promise.all([all, last])");
  }

  @Test
  void otherRefusalsAreFinal() throws Exception {
    page.begin("room.command('wave')");
    connection.refuse(connection.next("wave"), "not-allowed");
    assertThat(page.outcome()).containsEntry("code", "not-allowed");
  }

  @Test
  void whatWaitsForItsTurnIsRejectedWhenTheConnectionIsLost() throws Exception {
    page.begin("Promise.allSettled([room.command('wave'), room.command('wave')])");
    connection.refuse(connection.next("wave"), "rate-limited");
    connection.next("wave");
    connection.vanish();
    assertThat(page.outcome().get("value").toString())
        .contains("rejected")
        .doesNotContain("fulfilled");
    connection = server.accept();
    connection.hello(Map.of("recovered", true));
    page.until("room.state === 'open' && heard('hello') >= 2");
    page.act("room.command('next')");
    connection.next("next");
  }

  @Test
  void publishingThatIsRefusedIsTriedAgain() throws Exception {
    page.begin("room.publish(await camera())");
    connection.refuse(connection.next("publish"), "rate-limited");
    connection.reply(connection.next("publish"));
    assertThat(page.outcome()).containsKey("value");
  }

  @Test
  void afterAnOutageOneMessageWaitsForTheReplyToTheOneBefore() throws Exception {
    connection.vanish();
    page.until("room.state === 'reconnecting'");
    page.act("said = Promise.all([...Array(40).keys()].map((n) => room.say(String(n))))");
    connection = server.accept();
    connection.hello(Map.of("recovered", true));
    List<JsonObject> together = new ArrayList<>();
    for (int n = 0; n < 32; n++) {
      together.add(connection.next("say"));
    }
    connection.send(Map.of("type", "ping"));
    connection.next("pong"); // no more of them came
    connection.refuse(together.get(31), "rate-limited");
    together.subList(0, 31).forEach(connection::reply);
    for (int n = 31; n < 40; n++) {
      JsonObject say = connection.next("say");
      assertThat(say.get("text").getAsString()).isEqualTo(String.valueOf(n));
      connection.send(Map.of("type", "ping"));
      connection.next("pong");
      connection.reply(say);
    }
    assertThat(page.run("said.then((replies) => replies.length)")).isEqualTo(40);
  }
}
