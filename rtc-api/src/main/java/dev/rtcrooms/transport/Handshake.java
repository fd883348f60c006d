package dev.rtcrooms.transport;

import dev.rtcrooms.Role;
import dev.rtcrooms.message.Position;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
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
   * The name of the attribute that holds the network address from which the request came: a text
   * such as {@code 192.0.2.1} or {@code 2001:db8::1}.
   */
  public static final String REMOTE_ADDRESS = "dev.rtcrooms.remoteAddress";

  private static final String FORGONE = "dev.rtcrooms.forgone";
  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final AtomicLong ARRIVALS = new AtomicLong();
  private static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";
  private static final String AUTHORIZATION = "Authorization";

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
   * Changes the {@linkplain #subprotocols() subprotocols}. A transport without HTTP passes the
   * client's {@link HandshakeField}s in this way.
   *
   * @param subprotocols the new ones, each a token of RFC 9110 §5.6.2
   * @return a changed copy
   */
  public Handshake withSubprotocols(List<String> subprotocols) {
    Map<String, List<String>> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(SUBPROTOCOLS, subprotocols);
    return new Handshake(role, key, principal, changed, parameters, attributes, arrival);
  }

  /**
   * Adds a field, or replaces it.
   *
   * @param field the field
   * @param value its value
   * @return a changed copy
   * @throws IllegalArgumentException if the field does not permit the value
   */
  public Handshake with(HandshakeField field, String value) {
    List<String> changed = new ArrayList<>(subprotocols());
    changed.removeIf(field::isIn);
    changed.add(field.token(value));
    return withSubprotocols(changed);
  }

  /**
   * Returns the network address from which the request came. Behind a proxy it is that of the
   * proxy, unless the container knows better.
   *
   * @return the address, or empty if the transport does not tell it
   */
  public Optional<String> remoteAddress() {
    return Optional.ofNullable(attributes.get(REMOTE_ADDRESS)).map(Object::toString);
  }

  /**
   * Returns the network address of the client, as proxies tell it by {@code X-Forwarded-For}. A
   * client can send the header too, so only what the host's own proxies have added is used: the
   * values are counted from the end. Only for servers that are reached by these proxies alone.
   *
   * @param proxies through how many proxies each request comes, at least 1
   * @return the address that the first of these proxies saw, or {@link #remoteAddress()} if there
   *     are fewer values
   */
  public Optional<String> forwardedFor(int proxies) {
    List<String> hops =
        headers.getOrDefault(FORWARDED_FOR, List.of()).stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            .map(String::strip)
            .filter(hop -> !hop.isEmpty())
            .toList();
    return proxies < 1 || hops.size() < proxies
        ? remoteAddress()
        : Optional.of(hops.get(hops.size() - proxies));
  }

  /**
   * Adds the network address from which the request came.
   *
   * @param address such as {@code 192.0.2.1}
   * @return a changed copy
   */
  public Handshake withRemoteAddress(String address) {
    return withAttribute(REMOTE_ADDRESS, address);
  }

  /**
   * Gives up grants that a client of this kind cannot use, for as long as it is connected.
   *
   * @param grants their names, in place of those that were given up before
   * @return a changed copy
   */
  public Handshake forgoing(String... grants) {
    return withAttribute(FORGONE, List.of(grants));
  }

  private Handshake withAttribute(String name, Object value) {
    Map<String, Object> changed = new HashMap<>(attributes);
    changed.put(name, value);
    return new Handshake(role, key, principal, headers, parameters, changed, arrival);
  }

  /**
   * Returns the grants that were {@linkplain #forgoing given up}: the client never has them.
   *
   * @return their names; empty for most clients
   */
  public List<String> forgone() {
    Object forgone = attributes.getOrDefault(FORGONE, List.of());
    return ((List<?>) forgone).stream().map(Object::toString).toList();
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
    return HandshakeField.RESUME.find(subprotocols()).flatMap(Position::parse);
  }

  /**
   * Returns the key that a client keeps from one connection to the next.
   *
   * @return the key, or empty if there is none of the right form
   */
  public Optional<String> session() {
    return HandshakeField.SESSION.find(subprotocols());
  }

  /**
   * Returns the name that a guest wants to have.
   *
   * @return the name, which may be empty or blank; or empty if there is none of the right form
   */
  public Optional<String> name() {
    return HandshakeField.NAME.find(subprotocols());
  }

  /**
   * Returns the bearer token: the {@link HandshakeField#BEARER} field, or else the token of an
   * {@code Authorization: Bearer} header (RFC 6750 §2.1), which browsers cannot send with a
   * WebSocket.
   *
   * @return the token, not yet verified; empty if there is none of the right form
   */
  public Optional<String> bearer() {
    return HandshakeField.BEARER
        .find(subprotocols())
        .or(() -> header(AUTHORIZATION).flatMap(HandshakeField::bearerOf));
  }

  /**
   * Finds a field that the client sent twice or with a value that is not permitted. Such a client
   * should be closed with {@link dev.rtcrooms.CloseReason#WRONG_PROTOCOL}.
   *
   * @return the first such field, or empty if there is none
   */
  public Optional<HandshakeField> malformedField() {
    List<String> offered = subprotocols();
    return Arrays.stream(HandshakeField.values())
        .filter(field -> offered.stream().anyMatch(field::isIn) && field.find(offered).isEmpty())
        .findFirst();
  }

  /**
   * Returns the subprotocols that the client offers (RFC 6455 §11.3.4), {@link HandshakeField}s
   * included.
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

  private static Optional<String> first(Map<String, List<String>> map, String name) {
    return Optional.ofNullable(map.get(name)).flatMap(values -> values.stream().findFirst());
  }

  /** Contains the role alone, as the rest contains capabilities. */
  @Override
  public String toString() {
    return "Handshake[" + role + "]";
  }
}
