package dev.rtcrooms.servlet;

import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.RoomResponse;
import dev.rtcrooms.http.RoomRoutes;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link RoomRoutes} in a servlet container; any thread. Map it to each of {@link RoomRoutes#paths}
 * with {@code /*} behind it, or to {@code /*}.
 *
 * <p>The principal, the request's attributes and the HTTP session, if there is one, go into the
 * {@link dev.rtcrooms.transport.Handshake}: the session under the name of its class, {@code
 * jakarta.servlet.http.HttpSession}. Links have the scheme, host, port and context path that the
 * container reports for the request. Behind a proxy, configure which proxy the container or
 * framework trusts, or set {@link dev.rtcrooms.http.HttpOptions#publicUrl}.
 *
 * <p>If the servlet and all filters before it support asynchronous requests, no thread waits for an
 * admission. Otherwise a thread of the container waits.
 */
public final class RoomServlet extends HttpServlet {

  /** Of a body that is too long, in bytes. */
  private static final int MOST_SKIPPED = 1 << 18;

  private static final long serialVersionUID = 1L;

  private static final Logger log = LoggerFactory.getLogger(RoomServlet.class);

  private final transient RoomRoutes routes;
  private final transient Runnable onDestroy;

  /**
   * Creates a servlet.
   *
   * @param routes the routes to serve; give the same object to {@link
   *     dev.rtcrooms.jakarta.JakartaTransport#install}
   */
  public RoomServlet(RoomRoutes routes) {
    this(routes, () -> {});
  }

  /**
   * Creates a servlet that runs an action at its end. Containers destroy servlets before they close
   * their WebSockets, so the action can still tell clients to reconnect later.
   *
   * @param routes the routes to serve
   * @param onDestroy usually {@link dev.rtcrooms.jakarta.JakartaTransport#close}
   */
  public RoomServlet(RoomRoutes routes, Runnable onDestroy) {
    this.routes = routes;
    this.onDestroy = onDestroy;
  }

  @Override
  public void destroy() {
    onDestroy.run();
  }

  /** Answers every method, since the routes know which are allowed. */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    CompletionStage<RoomResponse> answer = routes.handle(read(request));
    CompletableFuture<RoomResponse> future = answer.toCompletableFuture();
    if (future.isDone() || !request.isAsyncSupported()) {
      write(future.join(), response);
      return;
    }
    AsyncContext async = request.startAsync(request, response);
    async.setTimeout(0); // the rooms bound how long an admission takes
    answer.thenAccept(r -> async.start(() -> finish(r, response, async)));
  }

  /**
   * Reads the body where the routes need it, on the container's thread, which then waits for it. Of
   * a body that is too long it reads more than it keeps: a container resets the connection of a
   * request that was not read, and the client may get no answer.
   */
  private RoomRequest read(HttpServletRequest request) throws IOException {
    RoomRequest head = ServletRoomRequest.of(request);
    int most = routes.bodyBytes(head.path());
    if (most == 0) {
      return head;
    }
    InputStream in = request.getInputStream();
    byte[] body = in.readNBytes(most + 1);
    if (body.length > most) {
      long unused = in.skip(MOST_SKIPPED);
    }
    return head.withBody(body);
  }

  /** Runs on the container's threads, since a slow client must not hold a thread of the rooms. */
  private static void finish(
      RoomResponse answer, HttpServletResponse response, AsyncContext async) {
    try {
      write(answer, response);
    } catch (IOException e) {
      log.debug("The client has gone", e);
    } finally {
      async.complete();
    }
  }

  private static void write(RoomResponse answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    answer.writeTo(response.getOutputStream());
  }
}
