package dev.rtcrooms.containers;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Quota;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.testkit.websocket.RawSocket;
import dev.rtcrooms.transport.HandshakeField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that run in each container: one server for all tests of a class, a room for each test. */
@ParameterizedClass(name = "{0}")
@EnumSource
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ContainerTest {
  static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";

  @Parameter Container container;

  Rooms rooms;
  private EmbeddedServer server;
  private UUID lobby = UUID.randomUUID();
  private final List<AutoCloseable> clients = new ArrayList<>();

  /** What the rooms can do; tests change it. */
  RoomsBuilder builder() {
    return RtcRooms.builder()
        .feature(Chat::new)
        .feature(Shouting::new, Shouting.Shout.TYPE, Shouting.Heard.TYPE);
  }

  /** Without quotas, since all clients of the tests have one address; tests change it. */
  Limits limits(Limits limits) {
    return withoutQuotas(limits);
  }

  static Limits withoutQuotas(Limits limits) {
    return limits.toBuilder().perUser(Quota.UNLIMITED).perAddress(Quota.UNLIMITED).build();
  }

  /** How the transport is set up; tests change it. */
  Placement placement() {
    return Placement.USUAL;
  }

  @BeforeParameterizedClassInvocation
  void startServer() throws Exception {
    rooms = builder().limits(this::limits).build();
    server = container.start(rooms, placement());
  }

  @AfterParameterizedClassInvocation
  void stopServer() {
    rooms.close();
    server.close();
  }

  @AfterEach
  void leave() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
    clients.clear();
    lobby = UUID.randomUUID();
  }

  /** The id of this test's room. */
  UUID lobby() {
    return lobby;
  }

  String target() {
    return "/room/" + lobby + "/websocket";
  }

  /** Joins this test's room, and waits until it is in. */
  SocketClient join(String name) {
    SocketClient client = connect(target(), SUBPROTOCOLS, named(name));
    client.hello();
    return client;
  }

  /** The subprotocol list of a guest of this name. */
  static String named(String name) {
    return "rtc-rooms.v1, " + HandshakeField.NAME.token(name);
  }

  SocketClient connect(String target, String... headers) {
    SocketClient client = new SocketClient(server.port(), target, headers);
    clients.add(client);
    return client;
  }

  /** Connects as a guest of this name, with a client that can misbehave. */
  RawSocket rawGuest(String name) throws IOException {
    return raw(target(), SUBPROTOCOLS + ": " + named(name));
  }

  /** Connects with a client that can misbehave. */
  RawSocket raw(String target, String... headers) throws IOException {
    RawSocket client = new RawSocket(server.port(), target, headers);
    clients.add(client);
    return client;
  }

  int port() {
    return server.port();
  }
}
