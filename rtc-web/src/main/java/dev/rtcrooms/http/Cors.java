package dev.rtcrooms.http;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which scripts of other origins may read our answers (Fetch standard, "CORS protocol"); any
 * thread. Origins that are not listed are told nothing, so their browsers keep the answer from
 * them.
 *
 * @param origins as browsers write them in {@code Origin}
 * @param credentials whether requests with cookies or a login may be read too
 */
record Cors(Set<String> origins, boolean credentials) {

  private static final String ORIGIN = "Origin";
  private static final String REQUEST_HEADERS = "Access-Control-Request-Headers";
  private static final String MAX_AGE_SECONDS = "600";

  /** A list of header names (RFC 9110 §5.1, §5.6.1), so that nothing else is echoed. */
  private static final Pattern NAMES = Pattern.compile("[\\w!#$%&'*+.^`|~, -]+");

  static String allow(List<String> methods) {
    return String.join(", ", methods) + ", OPTIONS";
  }

  /** Adds to an answer what the origin of its request may know. */
  RoomResponse applied(RoomRequest request, RoomResponse response) {
    if (origins.isEmpty()) {
      return response;
    }
    String origin = request.header(ORIGIN);
    RoomResponse varying = response.varying(ORIGIN);
    if (!origins.contains(origin)) {
      return varying;
    }
    RoomResponse allowed = varying.with("Access-Control-Allow-Origin", origin);
    return credentials ? allowed.with("Access-Control-Allow-Credentials", "true") : allowed;
  }

  /** Answers OPTIONS, be it a preflight or not. A listed origin may send any header. */
  RoomResponse options(RoomRequest request, List<String> methods) {
    RoomResponse response = RoomResponse.empty(204).with("Allow", allow(methods));
    if (!origins.contains(request.header(ORIGIN))
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
