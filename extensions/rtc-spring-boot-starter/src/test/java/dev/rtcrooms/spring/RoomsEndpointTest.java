package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators hear of rooms that do not answer. */
class RoomsEndpointTest {

  private final Rooms rooms = RtcRooms.builder().build();
  private final Room room = rooms.create();
  private final String id = room.id().toString();

  @AfterEach
  void close() {
    rooms.close();
  }

  @Test
  void aRoomWhoseMailboxIsStuckIsUnavailable() throws Exception {
    RoomsEndpoint endpoint = new RoomsEndpoint(rooms, false, Duration.ofMillis(1));
    CountDownLatch asked = new CountDownLatch(1);
    room.call(() -> asked.await(1, TimeUnit.MINUTES));

    assertThat(endpoint.room(id).getStatus()).isEqualTo(503);
    assertThat(endpoint.disconnect(id, "nobody").getStatus()).isEqualTo(503);
    asked.countDown();
  }

  @Test
  void aRoomThatEndsMeanwhileIsNotFound() throws Exception {
    room.close(CloseReason.ROOM_CLOSED);
    room.closed().toCompletableFuture().get(1, TimeUnit.MINUTES);
    RoomsEndpoint endpoint = new RoomsEndpoint(stillListed(), false, Duration.ofMinutes(1));

    assertThat(endpoint.room(id).getStatus()).isEqualTo(404);
    assertThat(endpoint.disconnect(id, "nobody").getStatus()).isEqualTo(404);
  }

  /** Rooms as they were before the room ended. */
  private Rooms stillListed() {
    return (Rooms)
        Proxy.newProxyInstance(
            Rooms.class.getClassLoader(),
            new Class<?>[] {Rooms.class},
            (proxy, method, arguments) -> List.of(room));
  }
}
