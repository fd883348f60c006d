package dev.rtcrooms.javaclient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import dev.rtcrooms.testkit.websocket.SocketServer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A server ends a connection without a close frame while the client reads nothing. */
class EndDuringAHandlerTest {

  /** Less than after what silence the client leaves by itself. */
  private static final long PATIENCE_SECONDS = 60;

  private static final String HELLO =
      """
      {"type":"hello","client":"q0V9mJ3sXb2A","user":"u-1","name":"Ann","role":"participant",\
      "grants":["join"],"epoch":"e1","position":0,"recovered":false,"limits":{"messageBytes":65536,\
      "frameBytes":262144,"frameMessages":64,"chatText":4000},"heartbeat":600000,"grace":10000}""";

  private final CountDownLatch hearing = new CountDownLatch(1);
  private final CountDownLatch cut = new CountDownLatch(1);
  private final CountDownLatch again = new CountDownLatch(2);
  private final AtomicInteger connections = new AtomicInteger();

  private void serve(AcceptedSocket link) throws IOException {
    link.accept("rtc-rooms.v1");
    link.text(HELLO);
    again.countDown();
    if (connections.incrementAndGet() == 1) {
      await(hearing);
      link.cut();
      cut.countDown();
    } else {
      link.readMessage(1000);
    }
  }

  private void handle() {
    hearing.countDown();
    await(cut);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theClientNoticesAndConnectsAgain() {
    try (SocketServer server = new SocketServer(this::serve);
        RoomClient client =
            RoomClient.builder(URI.create("ws://127.0.0.1:" + server.port() + "/"))
                .backoff(Duration.ofMillis(1), Duration.ofMillis(20))
                .on(Hello.class, (hello, number) -> handle())
                .build()) {
      client.connect();
      await(again);
    }
  }
}
