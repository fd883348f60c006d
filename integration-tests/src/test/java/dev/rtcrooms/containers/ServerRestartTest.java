package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.transport.HandshakeField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients on real sockets leave a server that stops, and come back to the next one. */
class ServerRestartTest {

  private static final int CLIENTS = 40;
  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final Duration AWAY = Duration.ofMillis(700);

  private final UUID room = UUID.randomUUID();
  private final HistoryStore store = new KeptHistory();

  @ParameterizedTest
  @EnumSource
  void allAreToldWhenToComeBackAndChatIsWhole(Container container) throws Exception {
    List<Long> seen = new ArrayList<>();
    String epoch;
    Rooms first = rooms();
    EmbeddedServer old = container.start(first, Placement.USUAL);
    try {
      List<SocketClient> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        clients.add(connect(old.port(), i, ""));
      }
      epoch = clients.get(0).hello().position().epoch();
      for (SocketClient client : clients.subList(1, CLIENTS)) {
        client.hello();
      }
      clients.get(1).send(new Say("heard by all"));
      for (SocketClient client : clients) {
        seen.add(client.nextMessage(Said.class).offset().orElseThrow());
      }
      clients.get(0).crash();
      clients.get(1).send(new Say("heard by all but one"));
      for (int i = 1; i < CLIENTS; i++) {
        seen.set(i, clients.get(i).nextMessage(Said.class).offset().orElseThrow());
      }

      CompletableFuture<Void> done = first.shutdown(WINDOW, AWAY).toCompletableFuture();

      for (SocketClient client : clients.subList(1, CLIENTS)) {
        assertThat(client.closing().code()).isEqualTo(4002);
        assertThat(client.closing().retryAfter()).contains(AWAY);
        assertThat(client.drain()).noneMatch(Said.class::isInstance);
      }
      done.get(30, TimeUnit.SECONDS);
      assertThat(first.awaitClosed(Duration.ofSeconds(30))).isTrue();
    } finally {
      first.close();
      old.close();
    }

    Rooms second = rooms();
    EmbeddedServer next = container.start(second, Placement.USUAL);
    try {
      List<SocketClient> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Position position = new Position(epoch, seen.get(i));
        clients.add(
            connect(next.port(), i, ", " + HandshakeField.RESUME.token(position.toString())));
      }
      for (SocketClient client : clients) {
        assertThat(client.hello().recovered()).isTrue();
      }
      clients.get(1).send(new Say("heard by all again"));
      assertThat(clients.get(0).next(Said.class).text()).isEqualTo("heard by all but one");
      for (SocketClient client : clients) {
        assertThat(client.next(Said.class).text()).isEqualTo("heard by all again");
      }
      clients.forEach(SocketClient::close);
    } finally {
      second.close();
      next.close();
    }
  }

  private Rooms rooms() {
    return RtcRooms.builder()
        .secret("the same before and after")
        .feature(Chat::new)
        .history(store)
        .limits(ContainerTest::withoutQuotas)
        .build();
  }

  private SocketClient connect(int port, int number, String more) {
    return new SocketClient(
        port,
        "/room/" + room + "/websocket",
        ContainerTest.SUBPROTOCOLS,
        "rtc-rooms.v1, " + HandshakeField.SESSION.token("session-of-client-" + number) + more);
  }

  /** A store that outlives the rooms, as one on a disk does. */
  private static final class KeptHistory implements HistoryStore {
    private final HistoryStore memory = InMemoryHistory.create(new VirtualTime(), new Random(7));
    private final Map<UUID, Past> pasts = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Past> open(UUID room) {
      Past past = pasts.computeIfAbsent(room, id -> memory.open(id).toCompletableFuture().join());
      return CompletableFuture.completedStage(new Opened(past, past.end()));
    }
  }

  private record Opened(Past past, Position end) implements Past {

    @Override
    public CompletionStage<Void> append(long after, List<HistoryStore.Entry> entries) {
      return past.append(after, entries);
    }

    @Override
    public CompletionStage<List<HistoryStore.Recorded>> before(long offset, int limit) {
      return past.before(offset, limit);
    }

    @Override
    public CompletionStage<Void> replace(long offset, Event event) {
      return past.replace(offset, event);
    }

    @Override
    public CompletionStage<Optional<List<HistoryStore.Recorded>>> since(Position position) {
      return past.since(position);
    }

    @Override
    public CompletionStage<Void> forget() {
      return close();
    }

    @Override
    public CompletionStage<Void> close() {
      return CompletableFuture.completedStage(null);
    }
  }
}
