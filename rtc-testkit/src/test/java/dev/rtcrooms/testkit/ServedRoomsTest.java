package dev.rtcrooms.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.message.ViewerCount;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kit promises at a server, also at one that is slow. */
class ServedRoomsTest {

  private final SlowServer server = new SlowServer();
  private final TestRooms rooms = TestRooms.at(server);

  @AfterEach
  void close() {
    rooms.close();
    server.close();
  }

  @Test
  void whatAClientSaidBeforeACrashIsHandled() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    ann.send(new Say("last words"));
    ann.crash();

    assertThat(bob.drain(Said.class)).extracting(Said::text).containsExactly("last words");
  }

  @Test
  void whatAClientHeardBeforeACrashCanBeRead() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.ask(new Say("hi"));
    ann.crash();

    assertThat(ann.drain(Said.class)).extracting(Said::text).containsExactly("hi");
  }

  @Test
  void aClientComesBackFromWhereItIs() {
    TestClient ann = rooms.join("lobby", "ann");
    rooms.join("lobby", "bob").ask(new Say("hi"));
    ann.rejoin();

    assertThat(server.handshake.resume()).contains(new Position("e", 1));
  }

  @Test
  void whoIsCutOffLaterHearsEverythingUntilThen() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    bob.suffer(new Fault.CutAt(100_000));
    ann.ask(new Say("hi"));

    assertThat(bob.drain(Said.class)).hasSize(1);
  }

  @Test
  void theOthersHearThatAClientHasLeft() {
    TestClient ann = rooms.join("lobby", "ann");
    TestClient bob = rooms.join("lobby", "bob");
    TestClient cem = rooms.join("lobby", "cem");
    cem.leave();
    assertThat(bob.drain(ViewerCount.class)).hasSize(1);
    ann.leave();

    assertThat(bob.latest(ViewerCount.class).participants()).isEqualTo(1);
  }

  @Test
  void aFailureEndsEachWaitAndIsShown() {
    TestClient ann = rooms.join("lobby", "ann");

    assertThatThrownBy(() -> ann.ask(SlowServer.FAILING))
        .hasMessageContaining("failed before: [java.lang.IllegalStateException: boom]")
        .hasMessageNotContaining("within 30 seconds");
    assertThatThrownBy(() -> ann.next(Said.class))
        .hasMessageContaining("ann heard no Said")
        .hasMessageContaining("boom");
    assertThatThrownBy(rooms::close).hasMessageContaining("boom");
  }

  @Test
  void theNetworkOfAClientThatCannotConnectIsClosed() {
    assertThatThrownBy(() -> rooms.arrival("lobby", "ann").header(SlowServer.REFUSED, "yes").join())
        .isInstanceOf(IllegalArgumentException.class);

    assertThatNobodyListens(server.networkPort);
  }

  @Test
  void theNetworkOfAClientThatHasLeftIsClosed() {
    TestClient ann = rooms.join("lobby", "ann");
    ann.leave();
    rooms.settle();

    assertThatNobodyListens(server.networkPort);
  }

  private static void assertThatNobodyListens(int port) {
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }
}
