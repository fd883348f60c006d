package dev.rtcrooms.examples.owntransport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpTransportTest {

  private final Rooms rooms = Main.rooms();
  private final Room room = rooms.create();
  private final String link = "room/" + room.id();
  private TcpTransport transport;

  @BeforeEach
  void listen() throws IOException {
    transport = TcpTransport.start(rooms, 0);
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    rooms.close();
  }

  @Test
  void twoClientsChat() throws Exception {
    Screen annSees = new Screen();
    Screen bobSees = new Screen();
    try (ConsoleClient ann = client("Ann", annSees);
        ConsoleClient bob = client("Bob", bobSees)) {
      ann.connect();
      annSees.readUntil("here: Ann");
      bob.connect();
      annSees.readUntil("Bob has joined");

      ann.say("Grüß Gott");
      bobSees.readUntil("Ann: Grüß Gott");
      bob.say("Hello");
      annSees.readUntil("Bob: Hello");
    }
  }

  @Test
  void whoIsCutOffComesBackAndHearsWhatItMissed() throws Exception {
    Screen bobSees = new Screen();
    try (ConsoleClient bob = client("Bob", bobSees)) {
      bob.connect();
      bobSees.readUntil("here: Bob");

      room.execute(
          () -> {
            room.hub().clients().forEach(client -> client.disconnect(CloseReason.TOO_SLOW));
            room.execute(this::sayWhatIsMissed); // they leave before this runs
          });

      assertThat(bobSees.readUntil("house: You missed this"))
          .contains("closed: too slow; resume", "welcome back, you have missed nothing");
      bob.say("I am back");
      bobSees.readUntil("Bob: I am back");
    }
  }

  private void sayWhatIsMissed() {
    room.hub().broadcast(Said.by(User.of("house"), "You missed this"));
  }

  @Test
  void aPlainSocketIsClientEnough() throws Exception {
    try (Netcat ann = new Netcat(transport.port());
        Netcat watcher = new Netcat(transport.port())) {
      ann.type(link + " rtc-name.Ann");
      ann.next("hello");
      watcher.type("stream/" + room.streamId() + " rtc-name.Wim");
      assertThat(watcher.next("hello")).contains("\"role\":\"watcher\"");

      ann.type("{\"type\":\"say\",\"text\":\"Hello\"}\r");
      assertThat(ann.next("said")).contains("\"name\":\"Ann\"").contains("\"text\":\"Hello\"");
    }
  }

  @Test
  void aLineThatIsNoMessageIsRefusedAndItsNeighboursAreNot() throws Exception {
    try (Netcat ann = new Netcat(transport.port())) {
      ann.type(link).type("hello?").type("{\"type\":\"say\",\"text\":\"Hello\"}");

      assertThat(ann.next("refusal")).contains("\"code\":\"malformed\"");
      assertThat(ann.next("said")).contains("Hello");
    }
  }

  @Test
  void aClientThatSendsNoTextIsClosed() throws Exception {
    try (Netcat ann = new Netcat(transport.port())) {
      ann.type(link).send(new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'});

      assertThat(ann.next("goodbye")).contains("\"code\":1003");
      assertThat(ann.ended()).isTrue();
    }
  }

  @Test
  void aLineThatIsTooLongClosesItsConnectionThoughItNeverEnds() throws Exception {
    try (Netcat ann = new Netcat(transport.port())) {
      ann.type(link).send(new byte[rooms.limits().messageBytes() + 1]);

      assertThat(ann.next("goodbye")).contains("\"code\":1009");
      assertThat(ann.ended()).isTrue();
    }
  }

  @Test
  void whoDoesNotBeginWithALinkIsClosed() throws Exception {
    for (String nonsense : List.of("GET / HTTP/1.1", "", "room/", "attic/" + room.id())) {
      try (Netcat ann = new Netcat(transport.port())) {
        ann.type(nonsense);

        assertThat(ann.next("goodbye")).as(nonsense).contains("\"code\":4508");
      }
    }
  }

  @Test
  void aLinkThatLeadsNowhereIsClosed() throws Exception {
    try (Netcat ann = new Netcat(transport.port())) {
      ann.type("stream/nonsense");

      assertThat(ann.next("goodbye")).contains("\"code\":4506");
    }
  }

  @Test
  void everyEventHasItsWords() {
    Words words = new Words();
    List<MessageType<?>> events =
        rooms.messageTypes().stream()
            .filter(type -> Event.class.isAssignableFrom(type.type()))
            .toList();

    assertThat(events).isNotEmpty().allMatch(type -> words.know(type.type()));
  }

  private ConsoleClient client(String name, Screen screen) {
    return new ConsoleClient(transport.port(), link, name, Duration.ofMillis(50), screen);
  }
}
