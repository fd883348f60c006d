package dev.rtcrooms.spring;

import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.UserConnections;
import dev.rtcrooms.http.HttpOptions;
import dev.rtcrooms.spi.cluster.Cluster;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code rtc.rooms.*}; immutable.
 *
 * @param enabled Whether the application has rooms.
 * @param secret The secret from which stream links and client ids are derived, at least 16 bytes.
 *     Without it they change with each start.
 * @param path The path before /room, /stream and /rtc-rooms, below the context path.
 * @param publicUrl The public address of the application: all that precedes /room. By default it is
 *     taken from each request.
 * @param nodeUrl In a cluster, the address of this node: all that precedes /room. Requests for it
 *     must reach no other node.
 * @param allowedOrigins The only origins whose pages may connect. By default the host of the
 *     request.
 * @param allowedHosts The only host names under which the rooms may be reached. By default all.
 * @param allowCredentials Whether scripts of the allowed origins may send cookies.
 * @param roomCreation Whether visitors may create rooms at /room/create.
 * @param challenge The WWW-Authenticate header of a response with status 401.
 * @param createOnJoin Whether a join opens a room that is not open.
 * @param keepHistory Whether the history of a room is kept after it has ended.
 * @param emptyRoomGrace How long a room without clients stays open.
 * @param clientGrace How long a client that lost its connection is expected back.
 * @param userConnections Which connections of a user to a room stay.
 * @param keepSessionsAlive Whether the HTTP session of a login lives at least as long as its user
 *     is in a room.
 * @param heartbeat The signs of life of clients.
 * @param shutdown How clients leave when the application stops.
 * @param actuator What the actuator shows of the rooms.
 * @param limits The limits of the rooms.
 */
@ConfigurationProperties("rtc.rooms")
record RoomsProperties(
    @DefaultValue("true") boolean enabled,
    @Nullable String secret,
    @DefaultValue("") String path,
    @Nullable URI publicUrl,
    @Nullable URI nodeUrl,
    @DefaultValue List<String> allowedOrigins,
    @DefaultValue List<String> allowedHosts,
    @DefaultValue("false") boolean allowCredentials,
    @DefaultValue("true") boolean roomCreation,
    @Nullable String challenge,
    @DefaultValue("true") boolean createOnJoin,
    @DefaultValue("false") boolean keepHistory,
    @DefaultValue("60s") Duration emptyRoomGrace,
    @DefaultValue("20s") Duration clientGrace,
    @DefaultValue("many") UserConnections userConnections,
    @DefaultValue("true") boolean keepSessionsAlive,
    @DefaultValue Heartbeat heartbeat,
    @DefaultValue Shutdown shutdown,
    @DefaultValue Actuator actuator,
    @NestedConfigurationProperty @Nullable LimitsProperties limits) {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{[^}]*}");

  /**
   * The signs of life of clients.
   *
   * @param interval How often a client is sent a ping.
   * @param timeout How long a client may stay silent after a ping.
   */
  record Heartbeat(@DefaultValue("25s") Duration interval, @DefaultValue("20s") Duration timeout) {}

  /**
   * How clients leave when the application stops.
   *
   * @param window How long the clients take to leave, one after the other. It must be shorter than
   *     spring.lifecycle.timeout-per-shutdown-phase.
   * @param away How long each client stays away before it comes back. By default as long as the
   *     window.
   */
  record Shutdown(@DefaultValue("5s") Duration window, @Nullable Duration away) {
    Duration awayOrWindow() {
      return Objects.requireNonNullElse(away, window);
    }
  }

  /**
   * What the actuator shows of the rooms.
   *
   * @param showIds Whether the endpoint rooms shows the ids of rooms, which let people in, and
   *     those of users.
   */
  record Actuator(@DefaultValue("false") boolean showIds) {}

  void applyTo(RoomsBuilder rooms) {
    if (secret != null) {
      requireResolved(secret);
      try {
        rooms.secret(secret);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("rtc.rooms.secret: " + e.getMessage(), e);
      }
    }
    if (limits != null) {
      rooms.limits(limits::over);
    }
    rooms
        .createOnJoin(createOnJoin)
        .keepHistory(keepHistory)
        .emptyRoomGrace(emptyRoomGrace)
        .clientGrace(clientGrace)
        .userConnections(userConnections)
        .heartbeat(heartbeat.interval(), heartbeat.timeout());
  }

  /** Spring Boot leaves a placeholder without a value as it is, and its text is no secret. */
  private static void requireResolved(String secret) {
    Matcher placeholder = PLACEHOLDER.matcher(secret);
    if (placeholder.find()) {
      throw new IllegalArgumentException(
          "rtc.rooms.secret: there is no value for "
              + placeholder.group()
              + "; set this environment variable or property");
    }
  }

  /** Joins the rooms to a cluster. */
  void join(RoomsBuilder rooms, Cluster cluster) {
    if (nodeUrl == null) {
      rooms.cluster(cluster);
      return;
    }
    try {
      rooms.cluster(cluster, nodeUrl);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rtc.rooms.node-url: " + e.getMessage(), e);
    }
  }

  void applyTo(HttpOptions options) {
    if (publicUrl != null) {
      options.publicUrl(publicUrl);
    }
    if (challenge != null) {
      options.challenge(challenge);
    }
    options
        .path(path)
        .allowedOrigins(allowedOrigins.toArray(String[]::new))
        .allowedHosts(allowedHosts.toArray(String[]::new))
        .allowCredentials(allowCredentials)
        .roomCreation(roomCreation);
  }

  /** Not the values, since one is secret. */
  @Override
  public String toString() {
    return "RoomsProperties";
  }
}
