package dev.rtcrooms.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks routes something, as a client of {@code http://rooms.example} would. */
final class Asked {
  static final String HOST = "rooms.example";
  static final String JSON = "application/json";
  static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8";

  private final RoomRoutes routes;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();

  private Asked(RoomRoutes routes) {
    this.routes = routes;
  }

  static Asked of(RoomRoutes routes) {
    return new Asked(routes);
  }

  static Asked forJson(RoomRoutes routes) {
    return of(routes).with("Accept", JSON);
  }

  Asked with(String header, String value) {
    headers.computeIfAbsent(header, h -> new ArrayList<>()).add(value);
    return this;
  }

  RoomResponse get(String path) {
    return ask("GET", path);
  }

  RoomResponse ask(String method, String path) {
    return ask(RoomRequest.of(method, "http", HOST, path));
  }

  RoomResponse ask(RoomRequest request) {
    return routes
        .handle(request.withHeaders(headers))
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  static String body(RoomResponse response) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      response.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
