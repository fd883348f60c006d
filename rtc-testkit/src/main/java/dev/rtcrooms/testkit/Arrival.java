package dev.rtcrooms.testkit;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import dev.rtcrooms.transport.Lane;
import java.security.Principal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a connection to a room; for the test's thread. {@link #join} and {@link #watch}
 * may be called several times: each call opens another connection.
 */
public final class Arrival {

  private final Venue venue;
  private final String user;
  private final UUID room;
  private @Nullable Principal principal;
  private @Nullable String key;
  private final Map<HandshakeField, String> fields = new EnumMap<>(HandshakeField.class);
  private final Map<String, List<String>> headers = new HashMap<>();
  private final Map<String, List<String>> parameters = new HashMap<>();
  private final Map<String, Object> attributes = new HashMap<>();
  private Lane lane = Lane.MAILBOX;
  private @Nullable Fault fault;

  Arrival(Venue venue, UUID room, String user) {
    this.venue = venue;
    this.room = room;
    this.user = user;
    principal = () -> user;
    session(venue.newSession());
  }

  /**
   * Connects without a login, as a guest with the name that {@link TestRooms#arrival} was given.
   *
   * @return this arrival
   */
  public Arrival asGuest() {
    principal = null;
    return field(HandshakeField.NAME, user);
  }

  /**
   * Uses another link than the room's.
   *
   * @param key the id in the link's path: a room's UUID, a stream id, or any text
   * @return this arrival
   */
  public Arrival key(String key) {
    this.key = key;
    return this;
  }

  /**
   * Sets the session key. Default: a unique one.
   *
   * @param session see {@link HandshakeField#SESSION}
   * @return this arrival
   */
  public Arrival session(String session) {
    return field(HandshakeField.SESSION, session);
  }

  /**
   * Connects without a session key, so that the client has a new id each time and cannot come back.
   *
   * @return this arrival
   */
  public Arrival withoutSession() {
    fields.remove(HandshakeField.SESSION);
    return this;
  }

  /**
   * Sets the position from which the client resumes. Default: none.
   *
   * @param position see {@link HandshakeField#RESUME}
   * @return this arrival
   */
  public Arrival resuming(Position position) {
    return field(HandshakeField.RESUME, position.toString());
  }

  /**
   * Sets the bearer token. Default: none.
   *
   * @param token see {@link HandshakeField#BEARER}
   * @return this arrival
   */
  public Arrival bearer(String token) {
    return field(HandshakeField.BEARER, token);
  }

  private Arrival field(HandshakeField field, String value) {
    fields.put(field, value);
    return this;
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
   * Sets an object of the transport's host.
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
   * Sets the connection's lane. Default: {@link Lane#MAILBOX}.
   *
   * @param lane perhaps shared with other clients
   * @return this arrival
   */
  public Arrival lane(Lane lane) {
    this.lane = lane;
    return this;
  }

  /**
   * Gives the connection a fault from its first write on.
   *
   * @param fault the fault
   * @return this arrival
   */
  public Arrival suffering(Fault fault) {
    this.fault = fault;
    return this;
  }

  /**
   * Connects by the room link, and runs all resulting tasks.
   *
   * @return the client, perhaps {@link TestClient#closedWith() refused}
   */
  public TestClient join() {
    return enter(handshake(Role.PARTICIPANT, key == null ? room.toString() : key));
  }

  /**
   * Connects by the stream link, which opens the room if it is not open, and runs all resulting
   * tasks.
   *
   * @return the client, perhaps {@link TestClient#closedWith() refused}
   */
  public TestClient watch() {
    String link = key == null ? streamId() : key;
    return enter(handshake(Role.WATCHER, link));
  }

  private String streamId() {
    return venue.streamId(room, user, handshake(Role.PARTICIPANT, room.toString()));
  }

  private Handshake handshake(Role role, String link) {
    Handshake handshake = new Handshake(role, link, principal, headers, parameters, attributes);
    for (Map.Entry<HandshakeField, String> field : fields.entrySet()) {
      handshake = handshake.with(field.getKey(), field.getValue());
    }
    return handshake;
  }

  private TestClient enter(Handshake handshake) {
    return TestClient.enter(venue, user, handshake, lane, fault);
  }
}
