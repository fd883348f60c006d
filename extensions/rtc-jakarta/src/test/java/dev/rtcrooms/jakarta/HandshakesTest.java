package dev.rtcrooms.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Handshake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HandshakesTest {

  private static final String LOBBY = "/room/" + TestRooms.id("lobby") + "/websocket";

  private final List<Handshake> heard = new ArrayList<>();

  @RegisterExtension
  final TestRooms rooms =
      TestRooms.with(
          time ->
              RtcRooms.builder()
                  .authenticator(
                      handshake -> {
                        heard.add(handshake);
                        return User.of("somebody");
                      }));

  private FakeContainer container;

  @BeforeEach
  void install() {
    container = new FakeContainer(rooms.rooms(), options -> {});
  }

  @Test
  void theAuthenticatorHearsWhatCameWithTheRequest() {
    open(
        container.handshake(
            FakeContainer.ROOM,
            "ws://localhost:8080/app" + LOBBY + "?name=%C3%84nn+B&x&x=1%26&y=50%&=z",
            Map.of("Cookie", List.of("a=b"), "x-forwarded-for", List.of("1", "2")),
            () -> "ann"));

    Handshake handshake = heard.get(0);
    assertThat(handshake.role()).isEqualTo(Role.PARTICIPANT);
    assertThat(handshake.key()).isEqualTo(TestRooms.id("lobby").toString());
    assertThat(handshake.principal().getName()).isEqualTo("ann");
    assertThat(handshake.header("cookie")).contains("a=b");
    assertThat(handshake.headers().get("X-Forwarded-For")).containsExactly("1", "2");
    assertThat(handshake.parameters())
        .isEqualTo(Map.of("name", List.of("Änn B"), "x", List.of("", "1&"), "y", List.of("50%")));
  }

  @Test
  void theStreamLinkLeadsToTheOtherDoor() {
    open(container.handshake(FakeContainer.STREAM, "/stream/abc/websocket", Map.of(), null));

    assertThat(heard.get(0).role()).isEqualTo(Role.WATCHER);
    assertThat(heard.get(0).key()).isEqualTo("abc");
    assertThat(heard.get(0).parameters()).isEmpty();
  }

  /** Both shake hands before either session opens, and they open in the other order. */
  @Test
  void handshakesAtTheSameTimeDoNotMix() {
    FakeSession ann = login("ann");
    FakeSession bob = login("bob");
    open(bob);
    open(ann);

    assertThat(heard).extracting(h -> h.principal().getName()).containsExactly("bob", "ann");
  }

  @Test
  void aPageFromElsewhereIsClosedBeforeTheRoomsHearOfIt() throws IOException {
    FakeSession session =
        container.handshake(
            FakeContainer.ROOM,
            LOBBY,
            Map.of("Origin", List.of("https://evil.example"), "Host", List.of("app.example")),
            null);
    open(session);

    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(4504);
    assertThat(session.closedWith().getReasonPhrase()).isEqualTo("origin not allowed");
    assertThat(heard).isEmpty();
  }

  @Test
  void aPageOfTheSameHostComesIn() {
    open(
        container.handshake(
            FakeContainer.ROOM,
            LOBBY,
            Map.of("Origin", List.of("https://app.example"), "Host", List.of("app.example")),
            null));

    assertThat(heard).hasSize(1);
  }

  @Test
  void theHostMayStandInTheAddress() {
    open(
        container.handshake(
            FakeContainer.ROOM,
            "wss://app.example" + LOBBY,
            Map.of("Origin", List.of("https://app.example")),
            null));

    assertThat(heard).hasSize(1);
  }

  @Test
  void whoOffersOtherSubprotocolsOnlyIsClosed() throws IOException {
    FakeSession session = offering("mqtt, soap");
    open(session);

    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(4508);
    assertThat(heard).isEmpty();
  }

  @Test
  void whoOffersOursAmongOthersComesIn() {
    open(offering("mqtt,rtc-rooms.v1"));

    assertThat(heard).hasSize(1);
  }

  @Test
  void aContainerThatLosesTheHandshakeLetsNobodyIn() throws IOException {
    FakeSession session = login("ann");
    session.session.getUserProperties().clear();
    open(session);

    assertThat(session.closedWith().getCloseCode().getCode()).isEqualTo(1011);
    assertThat(heard).isEmpty();
  }

  private FakeSession login(String user) {
    return container.handshake(FakeContainer.ROOM, LOBBY, Map.of(), () -> user);
  }

  private FakeSession offering(String protocols) {
    return container.handshake(
        FakeContainer.ROOM, LOBBY, Map.of("Sec-WebSocket-Protocol", List.of(protocols)), null);
  }

  private void open(FakeSession session) {
    session.open();
    rooms.settle();
  }

  /** A container that knows its proxy gives the forwarded address, and leaves the header alone. */
  @Test
  void theAddressCountsBeforeTheHostHeader() throws IOException {
    String address = "wss://app.example" + LOBBY;
    Map<String, List<String>> headers =
        Map.of("Origin", List.of("https://app.example"), "Host", List.of("127.0.0.1:8080"));
    open(container.handshake(FakeContainer.ROOM, address, headers, null));
    assertThat(heard).hasSize(1);

    FakeSession byHttp =
        container.handshake(
            FakeContainer.ROOM,
            address,
            Map.of("Origin", List.of("http://app.example"), "Host", List.of("app.example")),
            null);
    open(byHttp);
    assertThat(byHttp.closedWith().getCloseCode().getCode()).isEqualTo(4504);
  }
}
