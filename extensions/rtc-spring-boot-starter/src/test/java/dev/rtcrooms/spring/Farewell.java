package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Rooms;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;

/** Stops an application while somebody is in a room; for the test's thread. */
final class Farewell {

  private Farewell() {}

  /** Ann logs in and joins; when the application stops, she hears that she may come back. */
  static void check(ConfigurableApplicationContext application) throws Exception {
    RoomConnection connection;
    Rooms rooms = application.getBean(Rooms.class);
    try (application) {
      Visitor ann = new Visitor(School.address(application));
      ann.logIn("ann", "chalk");
      connection = ann.connect("/room/" + UUID.randomUUID() + "/websocket");
      assertThat(connection.next("hello")).contains("\"ann\"");
      assertThat(rooms.all()).hasSize(1);
    }

    assertThat(connection.closeCode()).isEqualTo(CloseReason.SHUTTING_DOWN.code());
    assertThat(rooms.all()).isEmpty();
  }
}
