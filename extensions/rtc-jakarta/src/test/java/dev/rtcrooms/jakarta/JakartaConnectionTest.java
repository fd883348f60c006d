package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.testkit.TestRooms;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.InOrder;

class JakartaConnectionTest {

  private static final User HOUSE = User.of("house");
  private static final String TOMCAT_CLOSE_TIMEOUT =
      "org.apache.tomcat.websocket.ABNORMAL_SESSION_CLOSE_SEND_TIMEOUT";

  @RegisterExtension final TestRooms rooms = TestRooms.with(time -> RtcRooms.builder());

  private FakeSession session;

  @BeforeEach
  void comeIn() {
    session =
        new FakeContainer(rooms.rooms(), options -> {})
            .handshake("/room/" + TestRooms.id("lobby") + "/websocket");
  }

  @Test
  void oneSendIsInFlightAndTheRestFollowsTogether() {
    open();
    say("1");
    say("2");
    assertThat(session.sent).hasSize(1);

    session.endSend();
    rooms.settle();

    assertThat(session.sent).hasSize(2);
    assertThat(session.sent.get(1).lines()).hasSize(2);
  }

  @Test
  void sendsThatEndInlineDoNotRecurse() {
    session.endingSendsInline();
    open();
    IntStream.range(0, 5_000).forEach(i -> say("number " + i));

    assertThat(session.sent).hasSize(5_001);
    assertThat(session.sent.get(5_000)).contains("number 4999");
  }

  @Test
  void aSendThatEndsTwiceEndsOnce() {
    open();
    say("1");
    session.endSend();
    rooms.settle();
    say("2");
    session.handlers.get(0).onResult(new SendResult(session.session));
    session.handlers.get(0).onResult(new SendResult(session.session, new IOException("late")));
    rooms.settle();

    assertThat(session.sent).hasSize(2);
    assertThat(clients()).isEqualTo(1);
  }

  @Test
  void aSendThatFailsEndsTheClient() throws IOException {
    open();
    session.handlers.get(0).onResult(new SendResult(session.session, new IOException("broken")));
    rooms.settle();

    assertThat(clients()).isZero();
    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(1011);
  }

  @Test
  void aSendThatThrowsEndsTheClient() throws IOException {
    doThrow(new IllegalStateException("closed")).when(session.remote).sendText(anyString(), any());
    open();

    assertThat(clients()).isZero();
    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(1011);
  }

  @Test
  void aSessionThatHasNoRemoteAnyMoreEndsTheClient() throws IOException {
    open();
    session.endSend();
    when(session.session.getAsyncRemote()).thenThrow(new IllegalStateException("closed"));
    say("1");

    assertThat(clients()).isZero();
    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(1011);
  }

  @Test
  void aSendThatEndsAndThrowsHasEndedWell() {
    doAnswer(
            call -> {
              call.<SendHandler>getArgument(1).onResult(new SendResult(session.session));
              throw new IllegalStateException("and yet");
            })
        .when(session.remote)
        .sendText(anyString(), any());
    open();
    say("1");

    assertThat(clients()).isEqualTo(1);
  }

  @Test
  void aClientThatDoesNotReadLeavesFirstAndIsClosedThen() throws IOException {
    open();
    say("1");
    rooms.advance(rooms.rooms().limits().outboxAge().plusSeconds(2));

    assertThat(clients()).isZero();
    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(4000);
    session.endSend();
    rooms.settle();
    assertThat(session.sent).hasSize(1);
  }

  @Test
  void aConnectionThatEndsAfterTheTransportLeavesNothingToATimer() throws Exception {
    Daemons daemons = new Daemons();
    ScheduledThreadPoolExecutor closers = daemons.timer("closer-", 1);
    ScheduledThreadPoolExecutor deadlines = daemons.timer("deadline-", 1);
    Phaser closes = new Phaser(1);
    Installation installation = installation(closers, deadlines, closes, daemons);
    daemons.endIdle();

    new JakartaConnection(session.session, installation).close(CloseReason.LOST);
    closes.awaitAdvance(closes.arrive());

    assertThat(session.closedWith()).isNotNull();
    assertThat(deadlines.getQueue()).isEmpty();
    assertThat(deadlines.getPoolSize()).isZero();
  }

  @Test
  void aCloseThatBlocksHoldsNobodyUp() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    CompletableFuture<Thread> closer = new CompletableFuture<>();
    doAnswer(
            call -> {
              closer.complete(Thread.currentThread());
              return released.await(1, TimeUnit.MINUTES);
            })
        .when(session.session)
        .close(any());
    open();
    disconnect(CloseReason.REMOVED);

    assertThat(clients()).isZero();
    assertThat(closer.get(1, TimeUnit.MINUTES))
        .isNotSameAs(Thread.currentThread())
        .matches(Thread::isDaemon);
    released.countDown();
  }

  @Test
  void aBlockingSendThatWaitsIsInterruptedWhenItsSessionHasEnded() throws Exception {
    FakeSession slow =
        new FakeContainer(rooms.rooms(), options -> options.blockingSends(true))
            .handshake("/room/" + TestRooms.id("lobby") + "/websocket");
    CompletableFuture<Void> waits = new CompletableFuture<>();
    CompletableFuture<Void> interrupted = new CompletableFuture<>();
    doAnswer(
            call -> {
              waits.complete(null);
              try {
                return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
              } catch (InterruptedException e) {
                interrupted.complete(null);
                throw new IOException(e);
              }
            })
        .when(slow.blocking)
        .sendText(anyString());
    slow.open();
    rooms.settle();
    waits.get(1, TimeUnit.MINUTES);
    slow.onClose(1006);

    assertThat(interrupted).succeedsWithin(1, TimeUnit.MINUTES);
  }

  @Test
  void anInterruptThatComesTooLateMeetsNoOtherSend() throws Exception {
    Daemons daemons = new Daemons();
    JakartaConnection connection =
        new JakartaConnection(
            session.session,
            installation(
                daemons.timer("closer-", 1),
                daemons.timer("deadline-", 1),
                new Phaser(1),
                daemons));
    doAnswer(
            call -> {
              Thread end = new Thread(connection::stopWaiting);
              end.start();
              while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
              }
              return null;
            })
        .when(session.blocking)
        .sendText(anyString());

    connection.sendBlocking("all of it is sent");

    assertThat(Thread.interrupted()).isFalse();
    assertThatThrownBy(() -> connection.sendBlocking("more")).isInstanceOf(IOException.class);
  }

  @Test
  void aClosedSessionIsGivenSomeSecondsToAnswer() throws IOException {
    open();
    disconnect(CloseReason.REMOVED);

    session.closedWith();
    verify(session.session, timeout(60_000)).setMaxIdleTimeout(4_500);
    InOrder order = inOrder(session.session);
    order.verify(session.session).setMaxIdleTimeout(0);
    order.verify(session.session).close(any());
    order.verify(session.session).setMaxIdleTimeout(4_500);
  }

  @Test
  void aCloseFrameMayWaitForTheSendBeforeIt() throws Exception {
    open();
    CompletableFuture<Object> patience = new CompletableFuture<>();
    doAnswer(
            call ->
                patience.complete(session.session.getUserProperties().get(TOMCAT_CLOSE_TIMEOUT)))
        .when(session.session)
        .close(any());
    disconnect(CloseReason.REMOVED);

    assertThat(patience.get(1, TimeUnit.MINUTES)).isEqualTo(1_000L);
  }

  @Test
  void howeverOftenAClientIsEndedItsSessionIsClosedOnce() throws IOException {
    open();
    disconnect(CloseReason.REMOVED);
    session.onError();
    session.onClose(1006);
    session.binary();
    rooms.settle();
    rooms.advance(Duration.ofMinutes(2));

    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(4501);
  }

  @Test
  void theReasonIsCutToWhatACloseFrameHolds() throws IOException {
    open();
    disconnect(new CloseReason(4500, "ä".repeat(200)));

    assertThat(session.closedWith().getReasonPhrase()).isEqualTo("ä".repeat(61));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 1000",
    "1001, 1001",
    "1003, 1003",
    "1009, 1009",
    "1011, 1011",
    "1013, 1013",
    "3000, 3000",
    "4000, 4000",
    "4504, 4504",
    "4999, 4999",
    "1004, 1011",
    "1005, 1011",
    "1006, 1011",
    "1014, 1014",
    "1015, 1011",
    "2000, 1011"
  })
  void onlyCodesThatACloseFrameMayCarryAreSent(int code, int sent) throws IOException {
    open();
    disconnect(new CloseReason(code, "over"));

    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(sent);
  }

  private Installation installation(
      ScheduledThreadPoolExecutor closers,
      ScheduledThreadPoolExecutor deadlines,
      Phaser closes,
      Daemons daemons) {
    return new Installation(
        rooms.rooms(),
        null,
        new JsonCodec(rooms.rooms().messageTypes()),
        false,
        null,
        closers,
        deadlines,
        closes,
        daemons);
  }

  private void open() {
    session.open();
    rooms.settle();
  }

  private void say(String text) {
    rooms.execute("lobby", room -> room.hub().broadcast(Said.by(HOUSE, text)));
  }

  private void disconnect(CloseReason reason) {
    rooms.execute(
        "lobby",
        room -> List.copyOf(room.hub().clients()).forEach((Client c) -> c.disconnect(reason)));
  }

  private int clients() {
    return rooms.<Integer>call("lobby", room -> room.hub().clients().size());
  }
}
