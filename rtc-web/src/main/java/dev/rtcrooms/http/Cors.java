package dev.rtcrooms.http;

import dev.rtcrooms.transport.Origins;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Lets scripts of allowed origins read responses (Fetch standard, "CORS protocol"); any thread.
 * Other origins get no CORS headers, so browsers withhold the response from their scripts.
 *
 * @param origins the allowed origins
 * @param enabled whether any origin but the server's own is allowed
 * @param credentials whether requests with cookies or a login may be read too
 */
record Cors(Origins origins, boolean enabled, boolean credentials) {

  private static final String ORIGIN = "Origin";
  private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
  private static final String MAX_AGE_SECONDS = "600";

  /** A list of header names (RFC 9110 §5.1, §5.6.1), so that nothing else is echoed. */
  private static final Pattern NAMES = Pattern.compile("[\\w!#$%&'*+.^`|~, -]+");

  static String allow(List<String> methods) {
    return String.join(", ", methods) + ", OPTIONS";
  }

  /** Adds the headers that the origin of the request needs to read the answer. */
  RoomResponse applied(RoomRequest request, RoomResponse response) {
    if (!enabled) {
      return response;
    }
    String origin = request.header(ORIGIN);
    RoomResponse varying = response.varying(ORIGIN);
    if (!origins.includes(origin)) {
      return varying;
    }
    RoomResponse allowed = varying.with("Access-Control-Allow-Origin", origin);
    return credentials ? allowed.with("Access-Control-Allow-Credentials", "true") : allowed;
  }

  /** Answers OPTIONS, whether or not it is a preflight. An allowed origin may send any header. */
  RoomResponse options(RoomRequest request, List<String> methods) {
    RoomResponse response = RoomResponse.empty(204).with("Allow", allow(methods));
    if (!origins.includes(request.header(ORIGIN))
        || request.header("Access-Control-Request-Method").isEmpty()) {
      return response;
    }
    RoomResponse preflight =
        response
            .with("Access-Control-Allow-Methods", String.join(", ", methods))
            .with("Access-Control-Max-Age", MAX_AGE_SECONDS)
            .varying(REQUEST_HEADERS);
    String headers = request.header(REQUEST_HEADERS);
    return NAMES.matcher(headers).matches()
        ? preflight.with("Access-Control-Allow-Headers", headers)
        : preflight;
  }
}
