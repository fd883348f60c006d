package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.message.MembersChanged;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import jakarta.websocket.MessageHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mockito.ArgumentMatchers;

/** What a container may do to a session, seen by somebody else in the room. */
class RoomEndpointTest {

  private static final Duration A_SECOND = Duration.ofSeconds(1);
  private static final String TOMCAT_SEND_TIMEOUT =
      "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          time ->
              RtcRooms.builder()
                  .clientGrace(Duration.ZERO)
                  .feature(Chat::new)
                  .feature(Presence::new));

  private TestClient bob;
  private FakeSession ann;

  @BeforeEach
  void bobIsThere() {
    bob = rooms.join("lobby", "bob");
    rooms.advance(A_SECOND);
    bob.drain();
    ann =
        new FakeContainer(rooms.rooms(), options -> {})
            .handshake(
                FakeContainer.ROOM,
                "/room/" + TestRooms.id("lobby") + "/websocket",
                Map.of("Sec-WebSocket-Protocol", List.of("rtc-rooms.v1, rtc-name.Ann")),
                null);
  }

  @Test
  void whoOpensASessionJoinsAndIsGreeted() {
    open();

    assertThat(bob.next(MembersChanged.class).joined().get(0).user().name()).isEqualTo("Ann");
    assertThat(ann.sent.get(0)).startsWith("{\"type\":\"hello\"");
  }

  @Test
  void theContainersIdleTimeoutIsOff() {
    open();

    verify(ann.session).setMaxIdleTimeout(0);
    verify(ann.remote).setSendTimeout(0);
  }

  @Test
  void aSendMayLastAsLongAsTheHubWaitsForIt() {
    open();
    assertThat(ann.session.getUserProperties())
        .describedAs("Tomcat's own time is longer, and looking for another one costs")
        .doesNotContainKey(TOMCAT_SEND_TIMEOUT);

    Duration patient = Duration.ofMinutes(2);
    RoomsBuilder builder =
        RtcRooms.builder().limits(Limits.builder().outboxBytes(1 << 20).outboxAge(patient).build());
    try (Rooms others = builder.build()) {
      FakeSession eve = new FakeContainer(others, options -> {}).handshake("/room/lobby/websocket");
      eve.open();
      assertThat(eve.session.getUserProperties()).containsEntry(TOMCAT_SEND_TIMEOUT, 121_000L);
    }
  }

  @Test
  void whatComesInPartsIsOneFrame() {
    open();
    ann.text("{\"type\":\"say\",\"te", false);
    ann.text("xt\":\"one\"}\n{\"type\":\"say\",", false);
    ann.text("\"text\":\"two\"}", true);
    rooms.settle();

    assertThat(bob.next(Said.class).text()).isEqualTo("one");
    assertThat(bob.next(Said.class).text()).isEqualTo("two");
  }

  @Test
  void aSessionThatEndsManyTimesLeavesOnce() {
    open();
    ann.onError();
    ann.onClose(1006);
    ann.onClose(1000);
    ann.onError();
    rooms.settle();

    assertThat(bob.next(MembersChanged.class).joined()).hasSize(1);
    assertThat(bob.next(MembersChanged.class).left()).hasSize(1);
    assertThat(bob.drain()).isEmpty();
  }

  @Test
  void anErrorWithoutAnOnCloseIsEnough() throws IOException {
    open();
    ann.onError();
    rooms.settle();

    assertThat(bob.next(MembersChanged.class).joined()).hasSize(1);
    assertThat(bob.next(MembersChanged.class).left()).hasSize(1);
    assertThat(ann.closedWith().getCloseCode().getCode()).isEqualTo(1011);
  }

  @Test
  void aSessionThatEndedBeforeItOpenedDoesNotStay() {
    ann.onClose(1001);
    open();

    assertThat(rooms.<Integer>call("lobby", room -> room.hub().clients().size())).isEqualTo(1);
  }

  @Test
  void aSessionThatIsClosedWhenItOpensNeverEnters() throws IOException {
    when(ann.session.getAsyncRemote()).thenThrow(new IllegalStateException("closed"));
    open();

    assertThat(bob.drain()).isEmpty();
    assertThat(ann.closedWith().getCloseCode().getCode()).isEqualTo(1011);
  }

  @Test
  void aSessionThatClosesWhileItOpensDoesNotStay() {
    doThrow(new IllegalStateException("closed"))
        .when(ann.session)
        .addMessageHandler(
            eq(String.class), ArgumentMatchers.<MessageHandler.Partial<String>>any());
    open();

    assertThat(rooms.<Integer>call("lobby", room -> room.hub().clients().size())).isEqualTo(1);
  }

  @Test
  void aBinaryFrameClosesTheConnection() throws IOException {
    open();
    ann.binary();
    ann.binary();
    rooms.settle();

    assertThat(ann.closedWith().getCloseCode().getCode()).isEqualTo(1003);
  }

  @Test
  void aFrameOverItsLimitClosesTheConnectionBeforeItIsWhole() throws IOException {
    open();
    ann.text("x".repeat(rooms.rooms().limits().messageBytes() + 1), false);
    rooms.settle();

    assertThat(ann.closedWith().getCloseCode().getCode()).isEqualTo(1009);
  }

  @Test
  void whatComesAfterTheEndIsNotHeard() {
    open();
    bob.drain();
    ann.onClose(1000);
    ann.text("{\"type\":\"say\",\"text\":\"late\"}", true);
    rooms.settle();

    assertThat(bob.next(MembersChanged.class).left()).hasSize(1);
    assertThat(bob.drain()).isEmpty();
  }

  @Test
  void theContainersDefaultTextBufferIsLeftAlone() {
    open();

    verify(ann.session, never()).setMaxTextMessageBufferSize(any(Integer.class));
  }

  private void open() {
    ann.open();
    rooms.advance(A_SECOND);
  }
}
