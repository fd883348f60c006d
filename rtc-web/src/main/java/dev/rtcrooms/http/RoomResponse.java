package dev.rtcrooms.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response of {@link RoomRoutes}; immutable. The headers are complete, {@code Content-Length}
 * included. The response to a HEAD request has the same headers and no body.
 */
public final class RoomResponse {

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private RoomResponse(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Collections.unmodifiableMap(headers);
    this.body = body;
  }

  /** A response without content, and without the headers of one. */
  static RoomResponse empty(int status) {
    return new RoomResponse(status, Map.of("X-Content-Type-Options", "nosniff"), new byte[0]);
  }

  static RoomResponse text(int status, String contentType, String body) {
    return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  static RoomResponse bytes(int status, String contentType, byte[] body) {
    return new RoomResponse(status, empty(status).headers, body)
        .with("Content-Type", contentType)
        .with("Content-Length", String.valueOf(body.length));
  }

  RoomResponse with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new RoomResponse(status, more, body);
  }

  /** The same response, which also depends on this header of the request (RFC 9110 §12.5.5). */
  RoomResponse varying(String name) {
    String others = headers.get("Vary");
    return with("Vary", others == null ? name : others + ", " + name);
  }

  RoomResponse withoutBody() {
    return new RoomResponse(status, headers, new byte[0]);
  }

  /**
   * The status code (RFC 9110 §15).
   *
   * @return 200 to 599
   */
  public int status() {
    return status;
  }

  /**
   * The headers, each once.
   *
   * @return an unmodifiable map in sending order
   */
  public Map<String, String> headers() {
    return headers;
  }

  /**
   * The content.
   *
   * @return a new read-only view from position zero, possibly empty
   */
  public ByteBuffer body() {
    return ByteBuffer.wrap(body).asReadOnlyBuffer();
  }

  /**
   * Writes the content; blocks if the stream does.
   *
   * @param out stays open
   * @throws IOException if the stream throws it
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(body);
  }

  /** Contains the status only, since the rest contains capabilities. */
  @Override
  public String toString() {
    return "RoomResponse[" + status + "]";
  }
}
