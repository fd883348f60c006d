package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client's state as immutable snapshots, for frameworks that compare them. */
class SnapshotTest {

  @RegisterExtension static final Browsers browsers = new Browsers();
  @RegisterExtension static final FakeRoom server = new FakeRoom();

  private RoomPage page;
  private FakeConnection connection;

  @BeforeEach
  void enter() throws Exception {
    page = RoomPage.open(browsers.page(), server.site());
    page.enter(server.address());
    connection = server.accept();
    connection.hello();
    page.until("room.state === 'open'");
    connection.send(Map.of("type", "members", "members", List.of(person("me"))));
    connection.send(
        Map.of("type", "streams", "iceServers", List.of(), "publishers", List.of(member("me"))));
    page.hears("publishers", 1);
  }

  @Test
  void aSnapshotIsTheSameUntilSomethingChanges() {
    page.act("({ getSnapshot } = room); before = getSnapshot()");
    connection.send(Map.of("type", "poke"));
    page.hears("message", 1);
    assertThat(page.run("getSnapshot() === before")).isEqualTo(true);
    connection.send(Map.of("type", "viewers", "participants", 1, "watchers", 1));
    page.hears("viewers", 1);
    assertThat(
            page.run(
                "Object.keys(before).filter((key) => getSnapshot()[key] !== before[key]).join()"))
        .isEqualTo("viewers");
    assertThat(page.run("getSnapshot() === getSnapshot()")).isEqualTo(true);
  }

  @Test
  void anEarlierSnapshotNeverChanges() {
    page.act("before = room.getSnapshot(); sizes = (s) => Object.values(s).map((v) => v?.size)");
    page.act("was = sizes(before)");
    connection.send(
        Map.of(
            "type",
            "members-changed",
            "joined",
            List.of(person("bob")),
            "changed",
            List.of(),
            "left",
            List.of()),
        event("published", "bob", 2),
        said("hello", 3),
        Map.of("type", "grants", "role", "participant", "grants", List.of("join")),
        Map.of("type", "connect", "peer", "bob", "polite", true, "negotiation", 7));
    page.hears("peer", 1);
    assertThat(page.run("JSON.stringify(was) === JSON.stringify(sizes(before))")).isEqualTo(true);
    assertThat(page.run("before.messages.length")).isEqualTo(0);
    assertThat(
            page.run(
                "((now) => [now.members.size, now.publishers.size, now.messages.length,"
                    + " now.grants.size, now.peers.size])(room.getSnapshot())"))
        .isEqualTo(List.of(2, 2, 1, 1, 1));
    assertThat(
            page.run(
                "[room.getSnapshot(), room.messages, room.messages[0], room.members.get('bob'),"
                    + " room.viewers].every(Object.isFrozen)"))
        .isEqualTo(true);
  }

  @Test
  void subscribersAreCalledAfterEachChangeUntilTheyUnsubscribe() {
    page.act("seen = []; unsubscribe = (0, room.subscribe)(() => seen.push(room.getSnapshot()))");
    connection.send(Map.of("type", "poke"), said("one", 1), said("two", 2));
    page.hears("said", 2);
    assertThat(page.run("seen.map((snapshot) => snapshot.messages.length)"))
        .isEqualTo(List.of(1, 2));
    page.act("room.leave()");
    assertThat(page.run("seen.at(-1).state")).isEqualTo("closed");
    page.act("count = seen.length; unsubscribe(); room.connect()");
    assertThat(page.run("room.state === 'connecting' && seen.length === count")).isEqualTo(true);
  }

  @Test
  void aSubscriberThatFailsDoesNotKeepTheOthersFromBeingCalled() {
    page.act("room.subscribe(() => { throw new Error('mine'); })");
    page.act("calls = 0; room.subscribe(() => calls++)");
    connection.send(said("one", 1));
    page.until("calls === 1");
  }

  @Test
  void whatIsPublishedIsInTheSnapshotAtOnce() {
    page.act("changes = 0; room.subscribe(() => changes++)");
    page.run("camera().then((stream) => { window.stream = stream; })");
    page.begin("room.publish(stream)");
    assertThat(page.run("room.getSnapshot().publishing.get('camera') === stream && changes === 1"))
        .isEqualTo(true);
  }

  @Test
  void aWorkerIsInTheRoomWithoutADocument() throws Exception {
    page.act(
        "policy = trustedTypes.createPolicy('tests', { createScriptURL: (url) => url });"
            + " worker = new Worker(policy.createScriptURL('/browser/worker.js'),"
            + " { type: 'module' }); worker.onmessage = ({ data }) => { heard = data; };"
            + " heard = null; worker.postMessage('"
            + server.address()
            + "')");
    FakeConnection inWorker = server.accept();
    inWorker.hello();
    inWorker.send(
        event("published", "bob", 1),
        Map.of("type", "connect", "peer", "bob", "polite", true, "negotiation", 7),
        said("hello worker", 2));
    page.until("heard !== null");
    assertThat(page.run("heard"))
        .isEqualTo(Map.of("said", "hello worker", "debug", List.of("no-webrtc")));
    inWorker.vanish();
    assertThat(server.accept().resume()).contains("e1:2");
  }

  private static Map<String, ?> member(String client) {
    return Map.of("client", client, "user", client, "name", client);
  }

  private static Map<String, ?> person(String user) {
    return Map.of("user", user, "name", user, "state", "online", "clients", List.of(user));
  }

  private static Map<String, ?> event(String type, String client, int offset) {
    return Map.of("type", type, "offset", offset, "client", client, "user", client, "name", client);
  }

  private static Map<String, ?> said(String text, int offset) {
    return Map.of(
        "type",
        "said",
        "offset",
        offset,
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
}
