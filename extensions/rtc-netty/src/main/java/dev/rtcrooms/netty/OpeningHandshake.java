package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Masked;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's side of an opening handshake (RFC 6455 §4.2); immutable. */
final class OpeningHandshake {

  private static final Logger LOG = LoggerFactory.getLogger(OpeningHandshake.class);
  private static final String VERSION = "13";
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private final Installation installation;
  private final HttpHeaders request;
  private final Handshake handshake;
  private final boolean compressed;

  OpeningHandshake(Installation installation, HttpHeaders request, Handshake handshake) {
    this.installation = installation;
    this.request = request;
    this.handshake = handshake;
    this.compressed =
        installation.compression()
            && Compression.offeredIn(request.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS));
  }

  /** Tells whether a request asks for WebSocket at all; what is wrong with it is another matter. */
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

  /** Why the connection is to be closed as soon as it is open, or null. */
  @Nullable CloseReason refusal() {
    List<String> offered = handshake.subprotocols();
    return offered.isEmpty() || offered.contains(installation.codec().subprotocol())
        ? null
        : CloseReason.WRONG_PROTOCOL;
  }

  /** What is answered: 101 Switching Protocols, or why not. */
  FullHttpResponse answer(HttpVersion version) {
    if (version.compareTo(HttpVersion.HTTP_1_1) < 0 || !complete()) {
      return Answers.of(HttpResponseStatus.BAD_REQUEST);
    }
    if (!VERSION.equals(request.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
      FullHttpResponse response = Answers.of(HttpResponseStatus.UPGRADE_REQUIRED);
      response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, VERSION);
      return response;
    }
    if (!installation.origins().allows(handshake.header("Origin"), handshake.header("Host"))) {
      LOG.info(
          "A page of the origin {} may not connect to {}",
          handshake.header("Origin").orElse(""),
          Masked.id(handshake.key()));
      return Answers.of(HttpResponseStatus.FORBIDDEN);
    }
    return switching();
  }

  private boolean complete() {
    return request.contains(HttpHeaderNames.HOST)
        && request.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
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
    String ours = installation.codec().subprotocol();
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
