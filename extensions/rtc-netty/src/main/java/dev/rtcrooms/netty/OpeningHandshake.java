package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.SocketPath;
import dev.rtcrooms.transport.Handshake;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's side of an opening handshake (RFC 6455 §4.2); immutable. On the event loop. */
final class OpeningHandshake {

  private static final String VERSION = "13";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private final NettySettings settings;
  private final HttpHeaders request;
  private final RoomRequest asked;
  private final Handshake handshake;
  private final boolean compressed;

  OpeningHandshake(
      NettySettings settings, HttpHeaders request, SocketPath path, RoomRequest asked) {
    this.settings = settings;
    this.request = request;
    this.asked = asked;
    this.handshake = asked.handshake(path.role(), path.key());
    this.compressed =
        settings.compression()
            && Compression.offeredIn(request.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
  }

  /** Tells whether a request asks for WebSocket at all, however malformed. */
  static boolean isAskedFor(HttpRequest request) {
    return request.method().equals(HttpMethod.GET)
        && request
            .headers()
            .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  Handshake handshake() {
    return handshake;
  }

  /** Whether messages may be compressed on this connection. */
  boolean compressed() {
    return compressed;
  }

  /** Why the connection is closed as soon as it is open, or null. */
  @Nullable CloseReason refusal() {
    return settings
        .routes()
        .sockets()
        .refusal(handshake, asked.scheme(), Optional.of(asked.authority()), settings.codec())
        .orElse(null);
  }

  /**
   * Returns the response: 101 Switching Protocols, or an error if the request is malformed. A page
   * of a refused origin gets 101 too, because it cannot tell another status from an outage.
   */
  FullHttpResponse answer(HttpVersion version) {
    if (version.compareTo(HttpVersion.HTTP_1_1) < 0 || !complete()) {
      return Answers.of(HttpResponseStatus.BAD_REQUEST);
    }
    if (!VERSION.equals(request.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      FullHttpResponse response = Answers.of(HttpResponseStatus.UPGRADE_REQUIRED);
      response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
      return response;
    }
    return switching();
  }

  private boolean complete() {
    return request.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
        && isKey(request.get(HttpHeaderNames.SEC_WEBSOCKET_KEY, ""));
  }

  private FullHttpResponse switching() {
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.SWITCHING_PROTOCOLS, Unpooled.EMPTY_BUFFER);
    HttpHeaders headers = response.headers();
    headers
        .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
        .set(
            HttpHeaderNames.SEC_WEBSOCKET_ACCEPT,
            accept(request.get(HttpHeaderNames.SEC_WEBSOCKET_KEY)));
    String ours = settings.codec().subprotocol();
    if (handshake.subprotocols().contains(ours)) {
      headers.set(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL, ours);
    }
    if (compressed) {
      headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, Compression.ACCEPTED);
    }
    return response;
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-1", e);
    }
  }
}
