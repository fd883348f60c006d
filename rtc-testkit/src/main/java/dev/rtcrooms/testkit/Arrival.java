package dev.rtcrooms.testkit;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Lane;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One who stands before a room and says how to come in; for the test's thread. {@link #join} and
 * {@link #watch} may be called several times: each opens one more connection.
 */
public final class Arrival {

  private final World world;
  private final String user;
  private final UUID room;
  private @Nullable Principal principal;
  private @Nullable String key;
  private final Map<String, List<String>> headers = new HashMap<>();
  private final Map<String, List<String>> parameters = new HashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private Lane lane = Lane.MAILBOX;
  private @Nullable Fault fault;

  Arrival(World world, UUID room, String user) {
    this.world = world;
    this.room = room;
    this.user = user;
    principal = () -> user;
    session(world.newSession());
  }

  /**
   * Comes as one whom nobody knows, under the name that {@link TestRooms#arrival} was given.
   *
   * @return this arrival
   */
  public Arrival asGuest() {
    principal = null;
    return parameter("name", user);
  }

  /**
   * Uses a link of one's own choice in place of the room's.
   *
   * @param key what the link's path holds: a room's UUID, a stream id, or nonsense
   * @return this arrival
   */
  public Arrival key(String key) {
    this.key = key;
    return this;
  }

  /**
   * Sets the session key. Default: one that no other arrival has.
   *
   * @param session see {@link Handshake#SESSION}
   * @return this arrival
   */
  public Arrival session(String session) {
    return parameter(Handshake.SESSION, session);
  }

  /**
   * Says where the client was. Default: it is new.
   *
   * @param position see {@link Handshake#RESUME}
   * @return this arrival
   */
  public Arrival resuming(Position position) {
    return parameter(Handshake.RESUME, position.toString());
  }

  /**
   * Sets a parameter of the query.
   *
   * @param name the parameter
   * @param value its only value
   * @return this arrival
   */
  public Arrival parameter(String name, String value) {
    parameters.put(name, List.of(value));
    return this;
  }

  /**
   * Sets a header of the request.
   *
   * @param name the header
   * @param value its only value
   * @return this arrival
   */
  public Arrival header(String name, String value) {
    headers.put(name, List.of(value));
    return this;
  }

  /**
   * Sets what the transport passes on of its host.
   *
   * @param name the attribute
   * @param value its value
   * @return this arrival
   */
  public Arrival attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /**
   * Sets where the connection's writes begin. Default: {@link Lane#MAILBOX}.
   *
   * @param lane perhaps shared with other clients
   * @return this arrival
   */
  public Arrival lane(Lane lane) {
    this.lane = lane;
    return this;
  }

  /**
   * Lets the connection be at fault from its first write on.
   *
   * @param fault what is wrong
   * @return this arrival
   */
  public Arrival suffering(Fault fault) {
    this.fault = fault;
    return this;
  }

  /**
   * Comes in by the room link, and runs what follows from it.
   *
   * @return the client, perhaps {@link TestClient#closedWith() refused}
   */
  public TestClient join() {
    return enter(handshake(Role.PARTICIPANT, key == null ? room.toString() : key));
  }

  /**
   * Comes in by the stream link, which opens the room if it is not open, and runs what follows from
   * it.
   *
   * @return the client, perhaps {@link TestClient#closedWith() refused}
   */
  public TestClient watch() {
    return enter(
        handshake(Role.WATCHER, key == null ? world.rooms.getOrCreate(room).streamId() : key));
  }

  private Handshake handshake(Role role, String link) {
    return new Handshake(role, link, principal, headers, parameters, attributes);
  }

  private TestClient enter(Handshake handshake) {
    return TestClient.enter(world, user, handshake, lane, fault);
  }
}
