package dev.rtcrooms.sfu;

import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.testkit.TestRooms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks the routes of publishers and players, while the rooms' own time is virtual. */
final class HttpClients {

  static final String HOST = "rooms.example";
  static final String SDP = "application/sdp";
  static final String FRAGMENT = "application/trickle-ice-sdpfrag";

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Runnable work;
  private final RoomRoutes routes;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();

  HttpClients(TestRooms rooms, RoomRoutes routes) {
    this(rooms::settle, routes);
  }

  /**
   * Asks rooms of another kind.
   *
   * @param work lets them do what they can do now
   */
  HttpClients(Runnable work, RoomRoutes routes) {
    this.work = work;
    this.routes = routes;
  }

  /** The same with another header. */
  HttpClients with(String header, String value) {
    HttpClients other = new HttpClients(work, routes);
    other.headers.putAll(headers);
    other.headers.put(header, List.of(value));
    return other;
  }

  HttpClients of(String type) {
    return with("Content-Type", type);
  }

  RoomResponse ask(String method, String address, String content) {
    URI uri = URI.create(address);
    CompletableFuture<RoomResponse> response =
        routes
            .handle(
                RoomRequest.of(method, "http", HOST, uri.getPath())
                    .withQuery(uri.getRawQuery())
                    .withHeaders(headers)
                    .withBody(content.getBytes(StandardCharsets.UTF_8)))
            .toCompletableFuture();
    await(response::isDone);
    return response.join();
  }

  RoomResponse ask(String method, String address) {
    return ask(method, address, "");
  }

  RoomResponse post(String address, String offer) {
    return of(SDP).ask("POST", address, offer);
  }

  RoomResponse patch(String address, String tag, String fragment) {
    return of(FRAGMENT).with("If-Match", tag).ask("PATCH", address, fragment);
  }

  /** Lets the rooms work until something is so. */
  void await(Condition condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    do {
      work.run();
      if (condition.isMet()) {
        return;
      }
      LockSupport.parkNanos(MOMENT_NANOS);
    } while (System.nanoTime() < end);
    throw new AssertionError("It did not become so");
  }

  /** What a test waits for. */
  @FunctionalInterface
  interface Condition {
    boolean isMet();
  }

  static String body(RoomResponse response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      response.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  static String location(RoomResponse response) {
    return response.headers().get("Location");
  }

  static String tag(RoomResponse response) {
    return response.headers().get("ETag");
  }

  /** An offer with some lines changed. */
  static String edit(String offer, String... replacements) {
    List<String> lines = new ArrayList<>(List.of(offer));
    for (int i = 0; i < replacements.length; i += 2) {
      if (!lines.get(0).contains(replacements[i])) {
        throw new AssertionError("Not in the offer: " + replacements[i]);
      }
      lines.set(0, lines.get(0).replace(replacements[i], replacements[i + 1]));
    }
    return lines.get(0);
  }
}
