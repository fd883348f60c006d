package dev.rtcrooms.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.testkit.TestClient;
import dev.rtcrooms.testkit.TestRooms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArrivalTest {

  @RegisterExtension final TestRooms rooms = TestRooms.with(Echo.builder());

  /** As when it closes on one thread while another lets it in. */
  @Test
  void whoIsTurnedAwayOnceItIsInLeavesNoGhost() {
    TestClient ann = rooms.join("lobby", "ann");
    LiveClient client =
        rooms.call("lobby", room -> (LiveClient) room.hub().clients().iterator().next());
    HeldConnection connection = new HeldConnection(new TallyCodec());
    Arrival arrival = new Arrival(connection, 10);
    arrival.becomes(client);

    arrival.turnAway(CloseReason.FLOODING);
    rooms.settle();

    assertThat(ann.closedWith()).isEqualTo(CloseReason.FLOODING);
    assertThat(Echo.clients(rooms, "lobby")).isZero();
    assertThat(connection.closed()).as("that is the client's to do").isNull();
  }
}
