package dev.rtcrooms.examples.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.VirtualTime;
import dev.rtcrooms.testkit.contract.HistoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Our store does all that a store must, and writes down what was said. */
class WrittenHistoryTest extends HistoryContract {

  private final ExecutorService disk = Executors.newSingleThreadExecutor();

  @TempDir Path folder;

  /** Its disk works at once, on the test's thread. */
  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          time ->
              RtcRooms.builder()
                  .feature(Chat::new)
                  .history(written(kept(time, 10), Runnable::run)));

  @Override
  protected HistoryStore store(int events) {
    return written(kept(new VirtualTime(), events), disk);
  }

  private static HistoryStore kept(VirtualTime time, int events) {
    return InMemoryHistory.of(events, Duration.ofMinutes(10), time, new Random());
  }

  private WrittenHistory written(HistoryStore kept, Executor disk) {
    JsonCodec codec = new JsonCodec(MessageType.builtIn());
    return new WrittenHistory(kept, journal(), codec, MessageType.builtIn(), disk);
  }

  private Path journal() {
    return folder.resolve("journal");
  }

  @AfterEach
  void stop() {
    disk.shutdownNow();
  }

  @Test
  void whatWasSaidIsWritten() throws IOException {
    TestClient ann = rooms.join("lobby", "ann");

    ann.ask(new Say("Hello"));

    assertThat(Files.readAllLines(journal()))
        .singleElement()
        .asString()
        .contains("\"type\":\"said\"", "\"text\":\"Hello\"");
  }

  @Test
  void whatCannotBeWrittenIsNotSaid() throws IOException {
    TestClient ann = rooms.join("lobby", "ann");
    Files.createDirectory(journal()); // where a file should be

    assertThat(ann.refusal(new Say("Hello")).code()).isEqualTo(Refusal.NOT_RECORDED);
    ann.hearsNo(Said.class);
  }
}
