package dev.rtcrooms.hub.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.Echo;
import dev.rtcrooms.hub.HeldConnection;
import dev.rtcrooms.hub.TallyCodec;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import dev.rtcrooms.transport.Receiver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PendingConnectionTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  /** As when it closes on one thread while another lets it in. */
  @Test
  void aConnectionThatIsClosedWhileItIsLetInLeavesNoClientBehind() {
    TestClient ann = rooms.join("lobby", "ann");
    Receiver client =
        rooms.call("lobby", room -> (Receiver) room.hub().clients().iterator().next());
    HeldConnection connection = new HeldConnection(new TallyCodec());
    PendingConnection pending =
        new PendingConnection(connection, Limits.defaults(), new UnreadBudget(1000), reason -> {});
    pending.becomes(client);

    pending.closed(CloseReason.FLOODING);
    rooms.settle();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.FLOODING);
    assertThat(Echo.clients(rooms, "lobby")).isZero();
    assertThat(connection.closed()).as("that is the client's to do").isNull();
  }
}
