package dev.rtcrooms.servlet;

import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.transport.Handshake;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies a servlet's request, which lives no longer than its answer; on the container's thread.
 * Scheme, host, port and context path are those of the request: a filter that knows the proxy
 * changes them there, and not in the servlet context.
 */
final class ServletRoomRequest {

  private ServletRoomRequest() {}

  static RoomRequest of(HttpServletRequest request) {
    String pathInfo = request.getPathInfo();
    return RoomRequest.of(
            request.getMethod(),
            request.getScheme(),
            authority(request),
            request.getServletPath() + (pathInfo == null ? "" : pathInfo))
        .withBasePath(basePath(request))
        .withHeaders(headers(request))
        .withQuery(request.getQueryString())
        .withPrincipal(request.getUserPrincipal())
        .withAttributes(attributes(request));
  }

  /**
   * The request's context path, which a client may have written with two slashes: a page would then
   * load the browser client from the host that follows them.
   */
  private static String basePath(HttpServletRequest request) {
    String path = request.getContextPath();
    return path.startsWith("//") ? request.getServletContext().getContextPath() : path;
  }

  /** Returns host and port as the container reports them, since it knows which proxy to trust. */
  private static String authority(HttpServletRequest request) {
    String name = request.getServerName();
    String host = name.indexOf(':') < 0 || name.startsWith("[") ? name : "[" + name + "]";
    int port = request.getServerPort();
    return port == (request.getScheme().equals("https") ? 443 : 80) ? host : host + ":" + port;
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private static Map<String, Object> attributes(HttpServletRequest request) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(Handshake.REMOTE_ADDRESS, request.getRemoteAddr());
    for (String name : Collections.list(request.getAttributeNames())) {
      Object value = request.getAttribute(name);
      if (value != null) {
        attributes.put(name, value);
      }
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      attributes.put(HttpSession.class.getName(), session);
    }
    return attributes;
  }
}
