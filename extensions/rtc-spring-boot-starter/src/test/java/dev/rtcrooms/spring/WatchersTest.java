package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.client.RoomClient;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Guests of an application whose rules let everybody watch. */
class WatchersTest {

  @Test
  void whoHasTheStreamLinkWatchesWithoutALogin() throws Exception {
    try (ConfigurableApplicationContext application = School.start(School.ON_TOMCAT)) {
      Room room = application.getBean(Rooms.class).create();
      Visitor stranger = new Visitor(School.address(application));
      String page = "/stream/" + room.streamId();

      assertThat(stranger.get(page).statusCode()).isEqualTo(200);
      try (RoomClient client = stranger.client(page).build()) {
        assertThat(client.connect().get(60, TimeUnit.SECONDS).role()).isEqualTo(Role.WATCHER);
      }
    }
  }
}
