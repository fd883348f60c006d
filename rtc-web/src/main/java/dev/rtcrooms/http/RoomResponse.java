package dev.rtcrooms.http;

import dev.rtcrooms.json.JsonText;
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

  /**
   * Creates a response without content, and without the headers of one.
   *
   * @param status 200 to 599
   * @return the response
   */
  public static RoomResponse empty(int status) {
    return new RoomResponse(status, Map.of("X-Content-Type-Options", "nosniff"), new byte[0]);
  }

  /**
   * Creates a response with a text.
   *
   * @param status 200 to 599
   * @param contentType such as {@code text/plain; charset=utf-8}
   * @param body sent in UTF-8
   * @return the response
   */
  public static RoomResponse text(int status, String contentType, String body) {
    return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Creates a response that says what was wrong (RFC 9457).
   *
   * @param status 400 to 599
   * @param code stable, for programs
   * @param detail one sentence for people
   * @return a response with JSON
   */
  public static RoomResponse problem(int status, String code, String detail) {
    return text(
        status,
        "application/problem+json",
        JsonText.object(
            fields -> fields.number("status", status).text("detail", detail).text("code", code)));
  }

  static RoomResponse bytes(int status, String contentType, byte[] body) {
    return new RoomResponse(status, empty(status).headers, body)
        .with("Content-Type", contentType)
        .with("Content-Length", String.valueOf(body.length));
  }

  /**
   * Adds a header, or replaces it.
   *
   * @param name as it is sent
   * @param value as it is sent
   * @return a changed copy
   */
  public RoomResponse with(String name, String value) {
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
