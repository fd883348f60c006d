package dev.rtcrooms.hub;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.testkit.contract.LaneContract;
import dev.rtcrooms.transport.Lane;
import org.junit.jupiter.api.AfterEach;

/** The lane of transports that have no threads of their own, in the mailbox of a room. */
class MailboxLaneContractTest extends LaneContract {

  private final Rooms rooms = Echo.builder().build();

  @Override
  protected Lane lane() {
    Room room = rooms.create();
    return task -> room.execute(() -> Lane.MAILBOX.execute(task));
  }

  @Override
  protected boolean end(Lane lane) {
    rooms.close();
    return true;
  }

  @AfterEach
  void close() {
    rooms.close();
  }
}
