package dev.rtcrooms.sfu.whip;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.spi.cluster.NodeStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Sends a client to the node whose ports its media needs (RFC 9725 §4.5); any thread. */
final class Redirect {

  /** Marks the address to which a client was sent, so that it is sent on only once. */
  private static final String MARK = "redirected";

  private Redirect() {}

  /**
   * The response to a request for a room of another node.
   *
   * @param home the node that has the room
   * @param path the address that was asked, whose query is kept
   */
  static RoomResponse to(NodeStatus home, HttpPath path, RoomRequest request) {
    if (request.parameters().containsKey(MARK)) {
      return Problems.busy(
          Refusal.ELSEWHERE, "The room has just moved, or the address of its node leads here.");
    } else if (home.draining()) { // a balancer may have taken it out already
      return Problems.busy(
          Refusal.SHUTTING_DOWN, "The node that has the room is stopping, and another takes over.");
    }
    return home.address()
        .map(address -> redirect(address, path, request))
        .orElseGet(
            () ->
                Problems.busy(
                    Refusal.ELSEWHERE, "The room is at another node, whose address is not set."));
  }

  private static RoomResponse redirect(URI address, HttpPath path, RoomRequest request) {
    String query =
        request.parameters().entrySet().stream()
            .flatMap(each -> each.getValue().stream().map(value -> pair(each.getKey(), value)))
            .sorted()
            .map(pair -> pair + "&")
            .collect(Collectors.joining());
    return RoomResponse.empty(307)
        .with("Location", address + path.text() + "?" + query + pair(MARK, "1"))
        .with("Content-Length", "0");
  }

  private static String pair(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
