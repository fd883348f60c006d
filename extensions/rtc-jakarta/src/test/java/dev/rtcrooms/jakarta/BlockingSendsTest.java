package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.WriteListener;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rooms in a container whose blocking call is used, as in Tomcat. */
class BlockingSendsTest {

  private static final User HOUSE = User.of("house");
  private static final int PATIENCE_SECONDS = 30;

  @RegisterExtension final TestRooms rooms = TestRooms.with(time -> RtcRooms.builder());

  private final LinkedBlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private FakeContainer container;
  private FakeSession session;

  @BeforeEach
  void comeIn() throws IOException {
    container = new FakeContainer(rooms.rooms(), options -> options.blockingSends(true));
    session = comeIn("lobby");
  }

  @Test
  void allIsSentByTheBlockingCall() throws Exception {
    open();
    assertThat(next()).contains("hello");
    say("1");
    assertThat(next()).contains("\"1\"");

    verify(session.remote, never()).sendText(anyString(), any());
    verify(session.session, times(1)).getBasicRemote(); // asking again costs
  }

  @Test
  void theMailboxDoesNotWaitForACallThatBlocks() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    block(released);
    open();
    say("1");
    say("2");

    assertThat(clients()).isEqualTo(1);
    released.countDown();
    assertThat(next()).contains("hello");
    assertThat(next().lines()).hasSize(2);
  }

  /** {@link WritersTest} has the watch that finds such a client. */
  @Test
  void whoMadeAThreadWaitIsSentToAsynchronouslyForAThousandSends() throws Exception {
    Daemons daemons = new Daemons();
    Codec codec = new JsonCodec(rooms.rooms().messageTypes());
    Writers writers = new Writers(1, daemons);
    JakartaConnection connection =
        new JakartaConnection(
            session.endingSendsInline().session,
            new Installation(
                rooms.rooms(), null, codec, false, writers, null, null, null, daemons));
    Batch batch = Batch.of(List.of(Outgoing.of(Said.TYPE, Said.by(HOUSE, "hi"))));
    WriteListener listener = mock();

    new OneWrite(connection, "stuck", listener).isStuck();
    for (int i = 0; i < 1_000; i++) {
      connection.write(batch, listener);
    }
    assertThat(session.sent).hasSize(1_000);
    assertThat(sent).isEmpty();

    connection.write(batch, listener);
    assertThat(next()).contains("hi");
    assertThat(session.sent).hasSize(1_000);
    writers.endIdle();
  }

  @Test
  @Timeout(PATIENCE_SECONDS)
  void aCallThatFailsEndsTheClient() throws Exception {
    doThrow(new IOException("broken")).when(session.blocking).sendText(anyString());
    open();
    while (clients() > 0) {
      rooms.settle(); // it fails on a thread that the test does not own
    }

    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(1011);
  }

  private FakeSession comeIn(String room) throws IOException {
    FakeSession visitor = container.handshake("/room/" + TestRooms.id(room) + "/websocket");
    doAnswer(call -> sent.add(call.getArgument(0))).when(visitor.blocking).sendText(anyString());
    return visitor;
  }

  /** The first call waits until it is released. */
  private void block(CountDownLatch released) throws IOException {
    doAnswer(
            call -> {
              assertThat(released.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
              return sent.add(call.getArgument(0));
            })
        .when(session.blocking)
        .sendText(anyString());
  }

  private void open() {
    session.open();
    rooms.settle();
  }

  private String next() throws InterruptedException {
    String next = sent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  private void say(String text) {
    rooms.execute("lobby", room -> room.hub().broadcast(Said.by(HOUSE, text)));
  }

  private int clients() {
    return rooms.<Integer>call("lobby", room -> room.hub().clients().size());
  }
}
