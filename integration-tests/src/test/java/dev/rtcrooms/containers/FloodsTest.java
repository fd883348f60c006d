package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.Stats;
import dev.rtcrooms.containers.Shouting.Heard;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that sends more than it may, next to one that does not. */
class FloodsTest extends ContainerTest {

  /** The text of a close frame with 4507. */
  private static final String FLOODING = "too many messages";

  private static final int FRAME = 50;

  private SocketClient bob;
  private RawSocket mallory;
  private int sent;

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .feature(Streams.mesh(IceServers.none()))
        .clientGrace(Duration.ofSeconds(1))
        .emptyRoomGrace(Duration.ofMillis(100));
  }

  @BeforeEach
  void bobAndMalloryAreThere() throws IOException {
    bob = join("bob");
    mallory = rawGuest("mallory");
    assertThat(mallory.readStatus()).isEqualTo(101);
    mallory.read(RawSocket.TEXT);
  }

  @AfterEach
  void nothingOfTheFloodIsLeft() throws Exception {
    leave();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              Stats left = rooms.stats();
              assertThat(left.rooms()).isEmpty();
              assertThat(left.unreadBytes()).isZero();
            });
  }

  /** 256 at once, and 50 a second: what is beyond that is refused, and after 256 refusals more. */
  @Test
  void ofAFloodOfMessagesTheRoomHearsWhatIsAllowedAndTheFloodEnds() throws IOException {
    int refused = flood("\"type\":\"say\",\"text\":\"x\"");

    assertThat(refused).isBetween(256 - FRAME, 2_000);
    assertThat(heardByBob()).isBetween(256, 256 + 2_000);
  }

  /** Four count as one command, since a browser with many peers has hundreds. */
  @Test
  void aThousandCandidatesAreNoFloodButManyMoreAre() throws IOException {
    String candidate =
        "\"type\":\"candidate\",\"peer\":\"nobody\",\"negotiation\":1,"
            + "\"candidate\":{\"candidate\":\"\"}";
    for (int i = 0; i < 1_000; i += FRAME) {
      assertThat(rateLimited(send(candidate, FRAME))).isFalse();
    }
    int refused = flood(candidate);

    assertThat(refused).isBetween(256 - FRAME, 2_000);
    assertThat(heardByBob()).isZero();
  }

  /** 256 KiB at once, and 64 KiB a second. */
  @Test
  void messagesOfSixtyKibibytesAreRefusedBeyondTheRateOfBytes() throws IOException {
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      String answer = send("\"type\":\"shout\",\"text\":\"" + "x".repeat(60_000) + "\"", 1);
      refused += rateLimited(answer) ? 1 : 0;
    }

    bob.send(new Say("still here"));
    int heard = 0;
    for (Event event = bob.next(Event.class);
        !(event instanceof Said);
        event = bob.next(Event.class)) {
      heard += event instanceof Heard ? 1 : 0;
    }
    assertThat(heard).isBetween(4, 59);
    assertThat(heard + refused).isEqualTo(60);
  }

  /** 100 a second: a frame may come in parts, but not in nothing but empty ones. */
  @Test
  void aFrameOfEmptyPartsEndsTheConnection() throws IOException {
    assumeThat(container).isNotEqualTo(Container.UNDERTOW); // it does not pass them on
    byte[] nothing = {};
    mallory.send(RawSocket.TEXT, false, nothing);
    try {
      for (int i = 0; i < 5_000; i++) {
        mallory.send(RawSocket.CONTINUATION, false, nothing);
      }
    } catch (IOException e) {
      // it was ended meanwhile
    }

    assertThat(mallory.readFrame()).endsWith(FLOODING);
    assertThat(heardByBob()).isZero();
  }

  /** Sends a command over and over until the connection is ended; how often it was refused. */
  private int flood(String fields) throws IOException {
    int refused = 0;
    while (true) {
      String answers = send(fields, FRAME);
      refused += (int) answers.lines().filter(FloodsTest::rateLimited).count();
      if (answers.endsWith(FLOODING)) {
        return refused;
      }
    }
  }

  /** Sends a command several times in a frame, and reads until the last is answered, or the end. */
  private String send(String fields, int times) throws IOException {
    String message = "{\"ref\":\"%s\"," + fields + "}\n";
    String last = "last-" + sent++;
    mallory.text(message.formatted("a").repeat(times - 1) + message.formatted(last));
    StringBuilder answers = new StringBuilder();
    do {
      answers.append(mallory.readFrame()).append('\n');
    } while (answers.indexOf(last) < 0 && answers.indexOf(FLOODING) < 0);
    return answers.toString().strip();
  }

  private static boolean rateLimited(String answer) {
    return answer.contains("\"rate-limited\"");
  }

  private int heardByBob() {
    bob.send(new Say("still here"));
    int heard = 0;
    while (!bob.next(Said.class).text().equals("still here")) {
      heard++;
    }
    return heard;
  }
}
