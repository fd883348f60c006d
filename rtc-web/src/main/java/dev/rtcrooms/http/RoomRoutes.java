package dev.rtcrooms.http;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Serves the addresses of the rooms, independent of any framework: answers requests for {@code
 * room/create}, {@code room/{uuid}}, {@code stream/{id}} and the browser client's files under
 * {@code rtc-rooms/}, and tells transports the addresses of the WebSockets ({@link #sockets}). Use
 * one object for both, so that path and origins are the same for pages and WebSockets. Any thread;
 * never blocks.
 *
 * <p>GET and HEAD open no room. {@code GET room/create} redirects to a new link, whose room opens
 * when somebody joins. A page shows the links of a room even if it is not open yet. {@code POST
 * room/create} opens a room. No body of a request is read, except by {@linkplain HttpOptions#add
 * further routes}.
 *
 * <p>A page is JSON if the request prefers {@code application/json}, and otherwise HTML from the
 * host's {@link Layout}. A refused request gets its status: 400 for a malformed id or host, 401
 * without a login, 403 if admission refuses, 404 for an unknown path, an unknown stream id or a
 * room that joining would not open, 405 for another method, 426 for a WebSocket's address over
 * plain HTTP, 429 with {@code Retry-After} beyond the quota of new rooms, 503 with {@code
 * Retry-After} at the room limit and while the server stops, and 500, without details, for a
 * failure.
 *
 * <p>Each request is logged, without its query and with ids masked: at INFO, but at DEBUG for the
 * browser client's files, of which each page requests many.
 */
public final class RoomRoutes {

  private static final Logger log = LoggerFactory.getLogger(RoomRoutes.class);

  private final Rooms rooms;
  private final PageVisits visits;
  private final SocketRoutes sockets;
  private final Hosts hosts;
  private final ClientFiles files = new ClientFiles();
  private final Renderer renderer;
  private final Cors cors;
  private final String prefix;
  private final boolean creation;
  private final ExtraAddresses extras;

  private RoomRoutes(Rooms rooms, HttpOptions options) {
    this.rooms = rooms;
    this.visits = new PageVisits(rooms, options.path(), options.publicUrl());
    this.sockets = new SocketRoutes(options.path(), options.origins(), options.hosts());
    this.hosts = options.hosts();
    this.renderer = new Renderer(options.layout(), options.challenge());
    this.cors = options.cors();
    this.prefix = options.path();
    this.creation = options.roomCreation();
    this.extras = new ExtraAddresses(options.extras(), options.path(), options.publicUrl(), cors);
  }

  /**
   * Routes with the default options.
   *
   * @param rooms where the addresses lead
   * @return the routes
   */
  public static RoomRoutes of(Rooms rooms) {
    return of(rooms, options -> {});
  }

  /**
   * Routes with options of the host's choice.
   *
   * @param rooms where the addresses lead
   * @param configure changes the options by name; called at once
   * @return the routes
   * @throws IllegalArgumentException if an option is malformed, or two contradict each other
   */
  public static RoomRoutes of(Rooms rooms, Consumer<? super HttpOptions> configure) {
    HttpOptions options = new HttpOptions();
    configure.accept(options);
    return new RoomRoutes(rooms, options);
  }

  /**
   * Returns the rooms that these routes serve.
   *
   * @return always the same
   */
  public Rooms rooms() {
    return rooms;
  }

  /**
   * Returns the WebSocket addresses, for transports.
   *
   * @return always the same
   */
  public SocketRoutes sockets() {
    return sockets;
  }

  /**
   * Returns the paths below which all addresses lie, for servers that map paths to handlers: a
   * servlet container maps each with {@code /*} behind it.
   *
   * @return each with a leading and without a trailing slash, below the application's context path:
   *     {@code /room}, {@code /stream}, {@code /rtc-rooms} and those of {@linkplain HttpOptions#add
   *     further routes}, all behind {@link HttpOptions#path}
   */
  public List<String> paths() {
    return Stream.concat(Route.PATHS.stream(), extras.paths())
        .map(path -> prefix + path)
        .distinct()
        .toList();
  }

  /**
   * Tells whether these routes serve a path, so that a server can pass all other requests to other
   * handlers.
   *
   * @param path decoded, with a leading slash, as {@link RoomRequest#path()}
   * @return false if {@link #handle} would answer 404 for every method
   */
  public boolean serves(String path) {
    return Route.of(prefix, path).kind() != Route.Kind.NOTHING || extras.serve(path);
  }

  /**
   * Returns how much of a request's body a server reads before it calls {@link #handle}: so many
   * bytes, and one more if there are more.
   *
   * @param path decoded, with a leading slash, as {@link RoomRequest#path()}
   * @return bytes; 0 if no body is read, as for all addresses of the rooms
   */
  public int bodyBytes(String path) {
    return isExtra(path) ? extras.bodyBytes(path) : 0;
  }

  private boolean isExtra(String path) {
    return Route.of(prefix, path).kind() == Route.Kind.NOTHING && extras.serve(path);
  }

  /**
   * Answers a request.
   *
   * @param request as the server received it
   * @return never fails; completes on the calling thread or on a thread of the rooms, which must
   *     not block, so write the response to the client on another thread
   */
  public CompletionStage<RoomResponse> handle(RoomRequest request) {
    long began = System.nanoTime();
    if (isExtra(request.path())) {
      return extra(request, began);
    }
    Route route = Route.of(prefix, request.path());
    return answer(route, request)
        .exceptionally(failure -> refused(route, request, failure))
        .thenApply(response -> finished(route, request, response))
        .whenComplete(
            (response, none) ->
                report(level(route), request, route.masked(), response.status(), began));
  }

  private CompletionStage<RoomResponse> extra(RoomRequest request, long began) {
    CompletionStage<RoomResponse> answer =
        hosts.include(request.authority())
            ? extras.answer(request)
            : CompletableFuture.completedStage(
                ExtraAddresses.problem(ProblemPage.of(ProblemPage.BAD_HOST)));
    return answer
        .thenApply(response -> extras.finished(request, response))
        .whenComplete(
            (response, none) ->
                report(
                    Level.INFO, request, extras.masked(request.path()), response.status(), began));
  }

  private static Level level(Route route) {
    return route.kind() == Route.Kind.FILE ? Level.DEBUG : Level.INFO;
  }

  private CompletionStage<RoomResponse> answer(Route route, RoomRequest request) {
    try {
      Route.Kind kind = route.kind();
      if (!hosts.include(request.authority())) {
        throw ProblemPage.refusal(ProblemPage.BAD_HOST);
      }
      if (kind == Route.Kind.NOTHING || (kind == Route.Kind.CREATE && !creation)) {
        throw ProblemPage.refusal(ProblemPage.NOT_FOUND);
      }
      if (request.method().equals("OPTIONS")) {
        return CompletableFuture.completedStage(cors.options(request, kind.methods()));
      }
      if (!kind.methods().contains(request.method())) {
        throw ProblemPage.refusal(ProblemPage.METHOD_NOT_ALLOWED);
      }
      return content(route, request);
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  private CompletionStage<RoomResponse> content(Route route, RoomRequest request) {
    return switch (route.kind()) {
      case CREATE ->
          (request.method().equals("POST") ? visits.create(request) : visits.newLink(request))
              .thenApply(renderer::redirect);
      case ROOM, STREAM ->
          visits
              .page(request, route.role(), route.key())
              .thenApply(page -> renderer.render(page, request));
      case FILE ->
          CompletableFuture.completedStage(
              files
                  .answer(route.key(), request.header("If-None-Match"))
                  .orElseThrow(() -> ProblemPage.refusal(ProblemPage.NOT_FOUND)));
      case ROOM_SOCKET, STREAM_SOCKET, NOTHING ->
          throw ProblemPage.refusal(ProblemPage.UPGRADE_REQUIRED);
    };
  }

  /** If the refusal says when to try again, the response does, in whole seconds. */
  private RoomResponse refused(Route route, RoomRequest request, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    RoomResponse response = renderer.render(problem(route, cause), request);
    return cause instanceof RefusalException refusal
        ? refusal
            .refusal()
            .retryAfter()
            .map(delay -> response.with("Retry-After", String.valueOf(seconds(delay))))
            .orElse(response)
        : response;
  }

  private static long seconds(Duration delay) {
    return Math.max(1, delay.plusMillis(999).toSeconds());
  }

  /** A watcher must not learn the room's id from the text of a host's refusal. */
  private static ProblemPage problem(Route route, Throwable cause) {
    if (cause instanceof RefusalException refused) {
      return route.role() == Role.WATCHER
          ? ProblemPage.of(refused.refusal().code())
          : ProblemPage.of(refused.refusal());
    }
    log.error("A request for {} failed", route.masked(), cause);
    return ProblemPage.of(Refusal.INTERNAL);
  }

  private RoomResponse finished(Route route, RoomRequest request, RoomResponse response) {
    RoomResponse full = cors.applied(request, response);
    if (full.status() == 405) {
      List<String> known = route.kind().methods();
      boolean refused = known.contains(request.method()); // room/create, where POST alone creates
      full = full.with("Allow", Cors.allow(refused ? List.of("POST") : known));
    }
    return request.method().equals("HEAD") ? full.withoutBody() : full;
  }

  private void report(Level level, RoomRequest request, String masked, int status, long began) {
    String method = request.method().matches("[A-Z]{1,16}") ? request.method() : "?";
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    log.atLevel(level).log("{} {}{} {} {} ms", method, prefix, masked, status, millis);
  }
}
