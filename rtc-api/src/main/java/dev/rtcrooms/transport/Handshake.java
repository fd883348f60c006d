package dev.rtcrooms.transport;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Position;
import java.security.Principal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The request that opens a connection or a page, as a transport received it; immutable, any thread.
 *
 * @param role which link was used
 * @param key the id in the link's path: a room's UUID for {@link Role#PARTICIPANT}, a stream id for
 *     {@link Role#WATCHER}; not yet checked
 * @param principal the user that the container has authenticated, or null
 * @param headers the request's headers by name, case-insensitive
 * @param parameters the query's parameters by name
 * @param attributes objects of the transport's host, such as the HTTP session under its class's
 *     name
 * @param arrival orders the handshakes of this process: the later one has the greater number
 */
public record Handshake(
    Role role,
    String key,
    @Nullable Principal principal,
    Map<String, List<String>> headers,
    Map<String, List<String>> parameters,
    Map<String, Object> attributes,
    long arrival) {

  /**
   * The query parameter that holds the {@link Position} at which a client was: epoch, colon,
   * offset.
   */
  public static final String RESUME = "resume";

  /**
   * The query parameter that holds the client's session key: 16 to 64 characters of the base64url
   * alphabet, random, kept from one connection to the next, known to nobody else.
   */
  public static final String SESSION = "session";

  private static final AtomicLong ARRIVALS = new AtomicLong();
  private static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";
  private static final int MIN_SESSION = 16;
  private static final int MAX_SESSION = 64;

  /** Copies the maps. */
  public Handshake {
    TreeMap<String, List<String>> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> folded.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    headers = Collections.unmodifiableSortedMap(folded);
    parameters = Map.copyOf(parameters);
    attributes = Map.copyOf(attributes);
  }

  /**
   * Creates the handshake of a request that arrives now. Of two connections of one session, the one
   * with the later handshake stays, so a transport calls this before it answers the request.
   *
   * @param role which link was used
   * @param key the id in the link's path
   * @param principal the user that the container has authenticated, or null
   * @param headers the request's headers by name, case-insensitive
   * @param parameters the query's parameters by name
   * @param attributes objects of the transport's host
   */
  public Handshake(
      Role role,
      String key,
      @Nullable Principal principal,
      Map<String, List<String>> headers,
      Map<String, List<String>> parameters,
      Map<String, Object> attributes) {
    this(role, key, principal, headers, parameters, attributes, ARRIVALS.incrementAndGet());
  }

  /**
   * Creates a handshake with nothing but its link.
   *
   * @param role which link was used
   * @param key the id in the link's path
   * @return the handshake
   */
  public static Handshake of(Role role, String key) {
    return new Handshake(role, key, null, Map.of(), Map.of(), Map.of());
  }

  /**
   * Changes the principal.
   *
   * @param principal the authenticated user, or null
   * @return a changed copy
   */
  public Handshake withPrincipal(@Nullable Principal principal) {
    return new Handshake(role, key, principal, headers, parameters, attributes, arrival);
  }

  /**
   * Changes the parameters.
   *
   * @param parameters the query's parameters by name
   * @return a changed copy
   */
  public Handshake withParameters(Map<String, List<String>> parameters) {
    return new Handshake(role, key, principal, headers, parameters, attributes, arrival);
  }

  /**
   * Returns the first value of a header.
   *
   * @param name in any case
   * @return the value, if there is one
   */
  public Optional<String> header(String name) {
    return first(headers, name);
  }

  /**
   * Returns the first value of a query parameter.
   *
   * @param name as it stands in the query
   * @return the decoded value, if there is one
   */
  public Optional<String> parameter(String name) {
    return first(parameters, name);
  }

  /**
   * Returns the position from which the client wants to resume.
   *
   * @return the position, or empty if the client is new or sent no valid position
   */
  public Optional<Position> resume() {
    return parameter(RESUME).flatMap(Position::parse);
  }

  /**
   * Returns the key that a client keeps from one connection to the next.
   *
   * @return the key, or empty if there is none of the right form
   */
  public Optional<String> session() {
    return parameter(SESSION)
        .filter(key -> key.length() >= MIN_SESSION && key.length() <= MAX_SESSION)
        .filter(key -> key.chars().allMatch(Handshake::isBase64Url));
  }

  /**
   * Returns the subprotocols that the client offers (RFC 6455 §11.3.4).
   *
   * @return the subprotocols of all {@code Sec-WebSocket-Protocol} headers, best first
   */
  public List<String> subprotocols() {
    return headers.getOrDefault(SUBPROTOCOLS, List.of()).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  private static boolean isBase64Url(int c) {
    return c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }

  private static Optional<String> first(Map<String, List<String>> map, String name) {
    return Optional.ofNullable(map.get(name)).flatMap(values -> values.stream().findFirst());
  }

  /** Contains the role alone, as the rest contains capabilities. */
  @Override
  public String toString() {
    return "Handshake[" + role + "]";
  }
}
