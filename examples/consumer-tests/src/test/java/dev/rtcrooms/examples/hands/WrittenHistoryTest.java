package dev.rtcrooms.examples.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.ChatLog;
import dev.rtcrooms.message.Delete;
import dev.rtcrooms.message.Edit;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.testkit.contract.HistoryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Our store does all that a store must, and what it has written outlives the process. */
class WrittenHistoryTest extends HistoryContract {

  private final ExecutorService disk = Executors.newSingleThreadExecutor();

  @TempDir Path folder;

  @RegisterExtension final TestRooms rooms = TestRooms.with(time -> builder(written(10, DISK)));

  /** A disk that works at once, on the test's thread. */
  private static final Executor DISK = Runnable::run;

  @Override
  protected HistoryStore store(int events) {
    return written(events, disk);
  }

  private WrittenHistory written(int events, Executor disk) {
    EntryLines lines = new EntryLines(new JsonCodec(MessageType.builtIn()), MessageType.builtIn());
    return new WrittenHistory(folder, events, lines, disk);
  }

  private static RoomsBuilder builder(HistoryStore store) {
    return RtcRooms.builder().feature(Chat::new).history(store);
  }

  /** Another process over the same files. */
  private TestRooms another() {
    return TestRooms.with(time -> builder(written(10, DISK))).seeded(2);
  }

  @AfterEach
  void stop() {
    disk.shutdownNow();
  }

  private Path journal() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void whatWasSaidIsWrittenBeforeItIsHeard() throws IOException {
    TestClient ann = rooms.join("lobby", "ann");

    ann.ask(new Say("Hello"));

    assertThat(Files.readString(journal())).contains("\"type\":\"said\"", "\"text\":\"Hello\"");
    assertThat(journal().toString()).doesNotContain(TestRooms.id("lobby").toString());
  }

  @Test
  void whatCannotBeWrittenIsNotSaid() throws IOException {
    TestClient ann = rooms.join("lobby", "ann");
    Path journal = journal();
    Files.delete(journal);
    Files.createDirectory(journal); // where a file should be

    assertThat(ann.refusal(new Say("Hello")).code()).isEqualTo(Refusal.NOT_RECORDED);
    ann.hearsNo(Said.class);

    Files.delete(journal);
  }

  @Test
  void theNextProcessGoesOn() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("first"));
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Say("second"));
    rooms.rooms().close();
    rooms.settle();

    try (TestRooms next = another()) {
      TestClient back = next.arrival("lobby", "ann").resuming(ann.position()).join();
      assertThat(back.hello().recovered()).isTrue();
      assertThat(next.join("lobby", "cid").next(ChatLog.class).messages())
          .extracting(message -> message.said().text())
          .containsExactly("first", "second");
      assertThat(back.ask(new Say("third")).recorded()).isEqualTo(3);
    }
  }

  @Test
  void theTextOfADeletedMessageIsGoneFromTheDisk() throws IOException {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("Hello"));
    long message = ann.ask(new Say("my password")).recorded();
    ann.ask(new Edit(message, "my new password"));

    ann.ask(new Delete(message));

    assertThat(Files.readString(journal())).contains("Hello").doesNotContain("password");
    ann.ask(new Say("Bye"));
    rooms.rooms().close();
    rooms.settle();
    try (TestRooms next = another()) {
      assertThat(next.join("lobby", "bob").next(ChatLog.class).messages())
          .extracting(logged -> logged.said().text())
          .containsExactly("Hello", "", "Bye");
    }
  }

  @Test
  void whatAKilledProcessDidNotAnswerIsSaidOnceWithoutAHole() {
    DyingHistory dying = new DyingHistory(written(10, DISK));
    try (TestRooms killed = TestRooms.with(time -> builder(dying))) {
      TestClient bob = killed.join("lobby", "bob");
      TestClient ann = killed.join("lobby", "ann");
      ann.ask(new Say("m-1", "heard"));
      dying.diesAfterItsNextAppend();
      ann.send(new Say("m-2", "stored and not answered"), "ref");
      assertThat(ann.answers("ref")).isEmpty();
      bob.drain();

      try (TestRooms next = another()) {
        TestClient bobBack = next.arrival("lobby", "bob").resuming(bob.position()).join();
        TestClient annBack = next.arrival("lobby", "ann").resuming(ann.position()).join();
        Replied reply = annBack.ask(new Say("m-2", "stored and not answered"));
        annBack.ask(new Say("m-3", "live"));

        assertThat(reply.recorded()).isEqualTo(2);
        assertThat(bobBack.hello().recovered()).isTrue();
        assertThat(bobBack.drain(Said.class))
            .extracting(Said::text)
            .containsExactly("stored and not answered", "live");
      }
    }
  }

  @Test
  void anAppendThatWasCutOffHalfwayNeverHappened() throws IOException {
    TestClient ann = rooms.join("lobby", "ann");
    ann.ask(new Say("m-1", "whole"));
    rooms.rooms().close();
    rooms.settle();
    String whole = Files.readString(journal());
    String said = whole.lines().toList().get(2).replace("whole", "half of an append");
    String torn = "1 2\n" + said + "\n" + said;

    for (int length = 1; length <= torn.length(); length++) {
      Files.writeString(
          journal(), whole + torn.substring(0, length), StandardOpenOption.TRUNCATE_EXISTING);
      try (TestRooms next = another()) {
        TestClient back = next.arrival("lobby", "ann").resuming(ann.position()).join();
        assertThat(back.hello().recovered()).isTrue();
        assertThat(back.ask(new Say("m-2", "next")).recorded()).isEqualTo(2);
        next.rooms().close();
        next.settle();
      }
      assertThat(Files.readString(journal())).startsWith(whole).doesNotContain("half of an append");
    }
  }
}
