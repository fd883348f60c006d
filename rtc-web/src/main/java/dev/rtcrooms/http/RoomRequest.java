package dev.rtcrooms.http;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Query;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request for {@link RoomRoutes}, independent of the framework that received it;
 * immutable. A host without a servlet container starts from {@link #of} and adds the other parts.
 *
 * @param method as it stands in the request line
 * @param scheme {@code http} or {@code https}
 * @param authority host, and port unless it is the scheme's own; not yet checked
 * @param basePath what precedes {@code path} in the address, such as a servlet's context path;
 *     empty, or with a leading and without a trailing slash
 * @param path the rest of the path, decoded, with a leading slash
 * @param headers the request's headers by name, case-insensitive
 * @param parameters the query's parameters by name, decoded
 * @param principal the user whom the container has logged in, or null
 * @param attributes values for {@link Handshake#attributes()}
 * @param body as much of the content as the routes {@linkplain RoomRoutes#bodyBytes read}, and one
 *     byte more if there is more
 */
public record RoomRequest(
    String method,
    String scheme,
    String authority,
    String basePath,
    String path,
    Map<String, List<String>> headers,
    Map<String, List<String>> parameters,
    @Nullable Principal principal,
    Map<String, Object> attributes,
    ByteBuffer body) {

  private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** Copies the maps and the body. */
  public RoomRequest {
    TreeMap<String, List<String>> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    folded.putAll(headers); // which compares no names if they come from another request
    folded.replaceAll((name, values) -> List.copyOf(values));
    headers = Collections.unmodifiableSortedMap(folded);
    parameters = Map.copyOf(parameters);
    attributes = Map.copyOf(attributes);
    body = body.isReadOnly() ? body : copy(body);
  }

  private static ByteBuffer copy(ByteBuffer original) {
    ByteBuffer copy = ByteBuffer.allocate(original.remaining());
    return copy.put(original.duplicate()).flip().asReadOnlyBuffer();
  }

  /**
   * A request with only a request line and a host.
   *
   * @param method as it stands in the request line
   * @param scheme {@code http} or {@code https}
   * @param authority host, and port unless it is the scheme's own
   * @param path decoded, with a leading slash
   * @return the request
   */
  public static RoomRequest of(String method, String scheme, String authority, String path) {
    return new RoomRequest(
        method, scheme, authority, "", path, Map.of(), Map.of(), null, Map.of(), NO_BODY);
  }

  /**
   * The same request with other headers.
   *
   * @param headers by name, in any case
   * @return a changed copy
   */
  public RoomRequest withHeaders(Map<String, List<String>> headers) {
    return new RoomRequest(
        method,
        scheme,
        authority,
        basePath,
        path,
        headers,
        parameters,
        principal,
        attributes,
        body);
  }

  /**
   * The same request with the parameters of a query.
   *
   * @param query what follows the question mark, still encoded; null if there is none
   * @return a changed copy
   */
  public RoomRequest withQuery(@Nullable String query) {
    return new RoomRequest(
        method,
        scheme,
        authority,
        basePath,
        path,
        headers,
        Query.parse(query),
        principal,
        attributes,
        body);
  }

  /**
   * The same request with a principal.
   *
   * @param principal the user whom the container has logged in, or null
   * @return a changed copy
   */
  public RoomRequest withPrincipal(@Nullable Principal principal) {
    return new RoomRequest(
        method,
        scheme,
        authority,
        basePath,
        path,
        headers,
        parameters,
        principal,
        attributes,
        body);
  }

  /**
   * The same request with other attributes.
   *
   * @param attributes values for {@link Handshake#attributes()}
   * @return a changed copy
   */
  public RoomRequest withAttributes(Map<String, Object> attributes) {
    return new RoomRequest(
        method,
        scheme,
        authority,
        basePath,
        path,
        headers,
        parameters,
        principal,
        attributes,
        body);
  }

  /**
   * The same request with a base path, for an application that is not at the root of its host.
   *
   * @param basePath empty, or with a leading and without a trailing slash
   * @return a changed copy
   */
  public RoomRequest withBasePath(String basePath) {
    return new RoomRequest(
        method,
        scheme,
        authority,
        basePath,
        path,
        headers,
        parameters,
        principal,
        attributes,
        body);
  }

  /**
   * The same request with content.
   *
   * @param content the bytes; copied
   * @return a changed copy
   */
  public RoomRequest withBody(byte[] content) {
    return new RoomRequest(
        method,
        scheme,
        authority,
        basePath,
        path,
        headers,
        parameters,
        principal,
        attributes,
        ByteBuffer.wrap(content));
  }

  /** The same request at another path. */
  RoomRequest withPath(String other) {
    return new RoomRequest(
        method,
        scheme,
        authority,
        basePath,
        other,
        headers,
        parameters,
        principal,
        attributes,
        body);
  }

  /**
   * The content.
   *
   * @return a new read-only view from position zero, possibly empty
   */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  /**
   * A header's values as one list (RFC 9110 §5.3).
   *
   * @param name in any case
   * @return the values, separated by commas; empty if there is none
   */
  public String header(String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  /**
   * The request as a handshake.
   *
   * @param role which link was used
   * @param key the id in the link's path
   * @return a handshake with the request's headers, parameters, principal and attributes
   */
  public Handshake handshake(Role role, String key) {
    return new Handshake(role, key, principal, headers, parameters, attributes);
  }

  /** Contains the method only, since the rest contains capabilities. */
  @Override
  public String toString() {
    return "RoomRequest[" + method + "]";
  }
}
