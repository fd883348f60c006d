package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.message.Publish;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.Fault;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Room ids, stream ids and session keys open roles: no log holds one, and no watcher hears one. */
class CapabilitiesTest {

  private static final String SESSION = "a-session-that-is-secret";

  private final Logger logger = Logger.getLogger("dev.rtcrooms");
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private LateHistory store;

  private final Handler listening =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          StringWriter text = new StringWriter();
          text.append(entry.getMessage()).append('\n');
          if (entry.getThrown() != null) {
            entry.getThrown().printStackTrace(new PrintWriter(text, true));
          }
          logged.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          time -> {
            store = new LateHistory(time);
            return Echo.builder()
                .history(store)
                .feature(Chat::new)
                .feature(Presence::new)
                .feature(Viewers::new)
                .feature(room -> new Scripted.Broken());
          });

  @BeforeEach
  void listen() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    listening.setLevel(Level.ALL);
    logger.addHandler(listening);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(listening);
    logger.setUseParentHandlers(true);
    logger.setLevel(null);
  }

  private void everythingGoesWrong() {
    String streamId = rooms.room("lobby").streamId();
    TestClient ann = rooms.arrival("lobby", "ann").session(SESSION).join();
    rooms.arrival("lobby", "wes").key(streamId).watch().stall();
    rooms.arrival("lobby", "x").key(streamId + "?").watch();
    rooms.arrival("lobby", "x").key(TestRooms.id("lobby") + "?").join();
    ann.refusal(new Publish());
    store.throwsAtOnce = true;
    ann.refusal(new Say("hi"));
    rooms.arrival("lobby", "ann").session(SESSION).resuming(ann.position()).join();
    rooms
        .arrival("lobby", "bob")
        .suffering(new Fault.ThrowingWrites(new IllegalStateException("as the test wants it")))
        .join();
    rooms.room("lobby").execute(() -> List.of().iterator().next());
    rooms.advance(Duration.ofMinutes(1));
    rooms.room("lobby").close(CloseReason.ROOM_CLOSED);
    store.throwsAtOnce = false;
    rooms.settle();
  }

  @Test
  void noLogHoldsACapability() {
    String streamId = rooms.room("lobby").streamId();

    everythingGoesWrong();

    assertThat(logged)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            entry ->
                assertThat(entry)
                    .doesNotContain(TestRooms.id("lobby").toString())
                    .doesNotContain(streamId)
                    .doesNotContain(SESSION));
  }

  @Test
  void noWatcherHearsTheRoomsId() {
    TestClient wes = rooms.watch("lobby", "wes");
    TestClient ann = rooms.join("lobby", "ann");
    ann.send(new Note("hi"));
    ann.send(new Fact("hi"));
    rooms.advance(Duration.ofMinutes(1));
    ann.leave();

    assertThat(wes.heard()).hasSizeGreaterThan(5);
    assertThat(wes.heard().toString()).doesNotContain(TestRooms.id("lobby").toString());
  }
}
