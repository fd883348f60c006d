package dev.rtcrooms.netty;

import dev.rtcrooms.http.RoomRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies what the rooms need of a request as Netty reads it. */
final class ReceivedRequest {

  private static final String SCHEME_END = "://";

  private ReceivedRequest() {}

  /**
   * The request without a principal.
   *
   * @throws IllegalArgumentException if its target is not an address
   */
  static RoomRequest of(HttpRequest request, String scheme) {
    QueryStringDecoder target = new QueryStringDecoder(originForm(request.uri()));
    String host = request.headers().get(HttpHeaderNames.HOST, "");
    return RoomRequest.of(request.method().name(), scheme, host, target.path())
        .withHeaders(headers(request))
        .withQuery(target.rawQuery());
  }

  /** A server must understand the absolute form too (RFC 9112 §3.2.2). */
  private static String originForm(String target) {
    int scheme = target.indexOf(SCHEME_END);
    if (target.startsWith("/") || scheme < 0) {
      return target;
    }
    int path = target.indexOf('/', scheme + SCHEME_END.length());
    return path < 0 ? "/" : target.substring(path);
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
