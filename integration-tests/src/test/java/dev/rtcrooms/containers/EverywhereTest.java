package dev.rtcrooms.containers;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.client.ServerUnderTest;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.chat.ChatOptions;
import dev.rtcrooms.testkit.TestRooms;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;

/**
 * Tests that run in memory, and then unchanged over sockets in each container, with one server for
 * all tests of a class.
 */
@ParameterizedClass(name = "{0}")
@NullSource
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EverywhereTest {

  /** None in memory. */
  @Parameter @Nullable Container container;

  TestRooms rooms;
  private @Nullable Rooms served;
  private @Nullable EmbeddedServer server;

  /** What the rooms can do; tests change it. */
  RoomsBuilder builder() {
    return RtcRooms.builder()
        .feature(Chat.with(ChatOptions::heardByWatchers))
        .feature(Shouting::new, Shouting.Shout.TYPE, Shouting.Heard.TYPE);
  }

  @BeforeParameterizedClassInvocation
  void start() throws Exception {
    if (container == null) {
      rooms = TestRooms.with(time -> builder());
      return;
    }
    Rooms running = builder().limits(ContainerTest::withoutQuotas).build();
    EmbeddedServer started = container.start(running, Placement.USUAL);
    served = running;
    server = started;
    rooms =
        TestRooms.at(
            ServerUnderTest.at(() -> URI.create("ws://localhost:" + started.port()))
                .types(Shouting.Shout.TYPE, Shouting.Heard.TYPE)
                .rooms(() -> running));
  }

  @AfterEach
  void endTest() {
    rooms.close();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    if (served != null && server != null) {
      served.close();
      server.close();
    }
  }
}
