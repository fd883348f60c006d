package dev.rtcrooms.servlet;

import dev.rtcrooms.http.RoomRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Copies what the rooms need of a servlet's request, which lives no longer than its answer. */
final class ReceivedRequest {

  private ReceivedRequest() {}

  static RoomRequest of(HttpServletRequest request) {
    String pathInfo = request.getPathInfo();
    return RoomRequest.of(
            request.getMethod(),
            request.getScheme(),
            authority(request),
            request.getServletPath() + (pathInfo == null ? "" : pathInfo))
        .withBasePath(request.getServletContext().getContextPath())
        .withHeaders(headers(request))
        .withQuery(request.getQueryString())
        .withPrincipal(request.getUserPrincipal())
        .withAttributes(attributes(request));
  }

  /** The container's own view of the Host header, and of a proxy that it was told to believe. */
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
