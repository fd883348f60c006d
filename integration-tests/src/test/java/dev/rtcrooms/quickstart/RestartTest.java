package dev.rtcrooms.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.client.Reply;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import dev.rtcrooms.examples.quickstart.Quickstart;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.JavaCommand;
import dev.rtcrooms.machine.RedisProcess;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Members;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Person;
import dev.rtcrooms.message.Said;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The quickstart's process ends and another one starts, with the rooms' history in Redis. */
class RestartTest {

  private static final long PATIENCE_SECONDS = 60;
  private static final Duration SOON = Duration.ofMillis(100);
  private static final String ADDRESS = "RTC Rooms quickstart: ";

  private final UUID room = UUID.randomUUID();
  private final AtomicReference<URI> link = new AtomicReference<>();
  private RedisProcess redis;

  @BeforeEach
  void startRedis() {
    redis = new RedisProcess();
  }

  @AfterEach
  void stopRedis() {
    if (redis != null) {
      redis.close();
    }
  }

  private ChildProcess server() {
    ChildProcess server =
        new ChildProcess(
            ChildProcess.folder("quickstart"),
            JavaCommand.brief(
                Quickstart.class,
                "--port",
                "0",
                "--drain",
                "0",
                "--transport",
                "netty",
                "--secret",
                "a secret of the tests alone",
                "--redis",
                redis.url()));
    String address = server.awaitLine(ADDRESS).substring(ADDRESS.length());
    link.set(URI.create(address + "room/" + room));
    return server;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allClientsResumeAndNothingIsLostOrSaidTwice(boolean killed) throws Exception {
    Seen annsView = new Seen();
    Seen bobsView = new Seen();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    ChildProcess first = server();
    try (RoomClient ann = client("Ann", annsView).build();
        RoomClient bob =
            client("Bob", bobsView)
                .on(Said.class, (said, number) -> heard.add(said.text()))
                .build()) {
      ann.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      bob.connect().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      next(annsView.hellos);
      String epoch = next(bobsView.hellos).position().epoch();
      ann.say("before").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(next(heard)).isEqualTo("before");

      if (killed) {
        first.crash();
      }
      first.close();
      CompletableFuture<Reply> meanwhile = ann.say("meanwhile");
      try (ChildProcess second = server()) {
        assertThat(meanwhile.get(PATIENCE_SECONDS, TimeUnit.SECONDS).recorded()).hasValue(2);
        for (Seen view : List.of(annsView, bobsView)) {
          Hello back = next(view.hellos);
          assertThat(back.recovered()).isTrue();
          assertThat(back.position().epoch()).isNotEqualTo(epoch);
        }
        for (Seen view : List.of(annsView, bobsView)) {
          await()
              .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
              .untilAsserted(
                  () -> assertThat(view.members.values()).containsExactlyInAnyOrder("Ann", "Bob"));
        }
        assertThat(next(heard)).isEqualTo("meanwhile");
        ann.say("after").get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next(heard)).isEqualTo("after");

        BlockingQueue<ChatLog> logs = new LinkedBlockingQueue<>();
        try (RoomClient cid =
            RoomClient.builder(link.get())
                .on(ChatLog.class, (log, number) -> logs.add(log))
                .build()) {
          cid.connect();
          assertThat(next(logs).messages())
              .extracting(message -> message.said().text())
              .containsExactly("before", "meanwhile", "after");
        }
        assertThat(second.said()).noneMatch(line -> line.contains(room.toString()));
      }
    }
  }

  /** What a client was told on its connections. */
  private static final class Seen {
    final BlockingQueue<Hello> hellos = new LinkedBlockingQueue<>();

    /** The names of those who are there by their ids, since the last hello. */
    final Map<String, String> members = new ConcurrentHashMap<>();
  }

  private RoomClientBuilder client(String name, Seen view) {
    return RoomClient.builder(link.get())
        .link(this::link)
        .backoff(SOON, SOON)
        .name(name)
        .on(
            Hello.class,
            (hello, number) -> {
              view.members.clear();
              view.hellos.add(hello);
            })
        .on(Members.class, (all, number) -> all.members().forEach(each -> sees(view, each)))
        .on(
            MembersChanged.class,
            (news, number) -> {
              news.joined().forEach(each -> sees(view, each));
              news.left().forEach(view.members::remove);
            });
  }

  private static void sees(Seen view, Person person) {
    view.members.put(person.user().id(), person.user().name());
  }

  private CompletableFuture<URI> link() {
    return CompletableFuture.completedFuture(link.get());
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("something in time").isNotNull();
    return next;
  }
}
