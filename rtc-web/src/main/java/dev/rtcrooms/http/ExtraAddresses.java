package dev.rtcrooms.http;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The addresses that a host has added to those of the rooms; any thread.
 *
 * @param routes answer for them
 * @param prefix the path before all addresses
 * @param publicUrl the start of all links, null to use the request's own scheme and host
 * @param cors who else's scripts may read the answers
 */
record ExtraAddresses(List<ExtraRoutes> routes, String prefix, @Nullable URI publicUrl, Cors cors) {

  private static final Logger log = LoggerFactory.getLogger(ExtraAddresses.class);

  boolean serve(String path) {
    return find(path) != null;
  }

  /** The paths below which all of them lie, after the prefix. */
  Stream<String> paths() {
    return routes.stream().flatMap(each -> each.paths().stream());
  }

  private @Nullable ExtraRoutes find(String path) {
    if (path.startsWith(prefix + "/")) {
      String rest = path.substring(prefix.length());
      for (ExtraRoutes each : routes) {
        if (!each.methods(rest).isEmpty()) {
          return each;
        }
      }
    }
    return null;
  }

  /** How much of a body is read, in bytes. */
  int bodyBytes(String path) {
    ExtraRoutes found = find(path);
    return found == null ? 0 : found.bodyBytes(path.substring(prefix.length()));
  }

  /** The path for a log, below the prefix. */
  String masked(String path) {
    ExtraRoutes found = find(path);
    return found == null ? "" : found.masked(path.substring(prefix.length()));
  }

  /** Answers a request for one of these addresses; never fails. */
  CompletionStage<RoomResponse> answer(RoomRequest request) {
    return checked(request)
        .exceptionally(
            thrown -> {
              Throwable failure =
                  thrown instanceof CompletionException ? thrown.getCause() : thrown;
              if (failure instanceof RefusalException refused) {
                return problem(ProblemPage.of(refused.refusal()));
              }
              log.error("A request for {} failed", masked(request.path()), failure);
              return problem(ProblemPage.of(Refusal.INTERNAL));
            });
  }

  private CompletionStage<RoomResponse> checked(RoomRequest request) {
    ExtraRoutes found = find(request.path());
    if (found == null) {
      return CompletableFuture.failedStage(ProblemPage.refusal(ProblemPage.NOT_FOUND));
    }
    RoomRequest below = request.withPath(request.path().substring(prefix.length()));
    boolean options = request.method().equals("OPTIONS");
    if (!options && !found.methods(below.path()).contains(request.method())) {
      return CompletableFuture.failedStage(ProblemPage.refusal(ProblemPage.METHOD_NOT_ALLOWED));
    }
    if (request.body().remaining() > found.bodyBytes(below.path())) {
      return CompletableFuture.failedStage(ProblemPage.refusal(ProblemPage.TOO_LARGE));
    }
    try {
      return found.handle(below, Links.of(publicUrl, prefix, request).base());
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  static RoomResponse problem(ProblemPage page) {
    return RoomResponse.problem(page.status(), page.code(), page.detail());
  }

  /** Adds what all responses have. */
  RoomResponse finished(RoomRequest request, RoomResponse response) {
    List<String> methods = methods(request.path());
    RoomResponse full = response.with("Cache-Control", "no-store");
    if (request.method().equals("OPTIONS")) {
      RoomResponse preflight = cors.options(request, methods);
      for (var header : preflight.headers().entrySet()) {
        full = full.with(header.getKey(), header.getValue());
      }
    } else if (full.status() == 405) {
      full = full.with("Allow", Cors.allow(methods));
    }
    full = cors.applied(request, full);
    return request.method().equals("HEAD") ? full.withoutBody() : full;
  }

  private List<String> methods(String path) {
    ExtraRoutes found = find(path);
    return found == null ? List.of() : found.methods(path.substring(prefix.length()));
  }
}
