package dev.rtcrooms.containers;

import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.machine.SharedRedis;
import dev.rtcrooms.testkit.conformance.ConformanceServer;
import dev.rtcrooms.testkit.conformance.ConformanceVector;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two nodes together answer as the conformance vectors of the protocol say. */
@Tag("one-jdk")
class TwoNodesConformanceTest {

  @RegisterExtension static final SharedRedis redis = new SharedRedis();

  private final List<Rooms> nodes = new ArrayList<>();
  private final List<EmbeddedServer> servers = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    UUID cluster = UUID.randomUUID();
    for (int n = 0; n < 2; n++) {
      Rooms node =
          redis
              .join(ConformanceTest.conforming().secret("a secret of the tests"), cluster)
              .limits(ContainerTest::withoutQuotas)
              .build();
      nodes.add(node);
      servers.add(Container.NETTY.start(node, Placement.USUAL));
    }
  }

  @AfterEach
  void stop() {
    nodes.forEach(Rooms::close);
    servers.forEach(EmbeddedServer::close);
  }

  @Test
  void everyOtherConnectionIsAtTheOtherNode() {
    ConformanceTest.replay(ConformanceVector.all(), () -> alternating(new AtomicInteger()));
  }

  @Test
  void allConnectionsAreAtTheNodeThatIsNotTheHome() {
    ConformanceTest.replay(ConformanceVector.all(), this::remote);
  }

  private ConformanceServer alternating(AtomicInteger connections) {
    Room room = nodes.get(0).open(UUID.randomUUID()).toCompletableFuture().join();
    return role -> address(room, role, connections.getAndIncrement() % 2);
  }

  private ConformanceServer remote() {
    Room room = nodes.get(0).open(UUID.randomUUID()).toCompletableFuture().join();
    return role -> address(room, role, 1);
  }

  private URI address(Room room, Role role, int node) {
    String path = role == Role.PARTICIPANT ? "/room/" + room.id() : "/stream/" + room.streamId();
    return URI.create("ws://localhost:" + servers.get(node).port() + path + "/websocket");
  }
}
