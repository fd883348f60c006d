package dev.rtcrooms.netty;

import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.transport.Authority;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.Query;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies a request as Netty reads it; on the event loop. */
final class NettyRoomRequest {

  private static final String SCHEME_END = "://";

  private NettyRoomRequest() {}

  /**
   * The request without a principal and a body.
   *
   * @throws IllegalArgumentException if its target is not an address
   */
  static RoomRequest of(HttpRequest request, String scheme, Channel channel) {
    String uri = request.uri();
    int begin = originForm(uri);
    QueryStringDecoder target =
        new QueryStringDecoder(begin < uri.length() ? uri.substring(begin) : "/");
    String host =
        begin == 0
            ? request.headers().get(HttpHeaderNames.HOST, "")
            : uri.substring(uri.indexOf(SCHEME_END) + SCHEME_END.length(), begin);
    return new RoomRequest(
        request.method().name(),
        scheme,
        host,
        "",
        target.path(),
        headers(request),
        Query.parse(target.rawQuery()),
        null,
        attributes(channel),
        ByteBuffer.allocate(0));
  }

  /** The network address of a connection, which a local or a Unix socket does not have. */
  private static Map<String, Object> attributes(Channel channel) {
    return channel.remoteAddress() instanceof InetSocketAddress remote
            && remote.getAddress() != null
        ? Map.of(Handshake.REMOTE_ADDRESS, remote.getAddress().getHostAddress())
        : Map.of();
  }

  /**
   * Tells whether a request names its host exactly once and well-formed, as a server must check
   * (RFC 9112 §3.2). HTTP/1.0 has no Host header, so there none is needed.
   */
  static boolean namesHost(HttpRequest request, String authority) {
    int count = request.headers().getAll(HttpHeaderNames.HOST).size();
    boolean old = request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0;
    return (count == 0 && old) || (count == 1 && Authority.parse(authority).isPresent());
  }

  /**
   * Where path and query begin: a server must understand the absolute form too, whose host counts
   * in place of the Host header (RFC 9112 §3.2.2).
   */
  private static int originForm(String target) {
    int scheme = target.indexOf(SCHEME_END);
    if (target.startsWith("/") || scheme < 0) {
      return 0;
    }
    int path = target.indexOf('/', scheme + SCHEME_END.length());
    return path < 0 ? target.length() : path;
  }

  private static Map<String, List<String>> headers(HttpRequest request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request
        .headers()
        .forEach(
            header ->
                headers
                    .computeIfAbsent(header.getKey(), name -> new ArrayList<>())
                    .add(header.getValue()));
    return headers;
  }
}
