package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.json.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Finds the WebSocket address of a link, and tells why an attempt failed; any thread. */
final class Target {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final CloseReason NOT_A_LINK =
      new CloseReason(CloseReason.NO_SUCH_ROOM.code(), "not a room link");

  private Target() {}

  /** The link was refused by the server. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient CloseReason reason;

    RefusedException(CloseReason reason, String message) {
      super(message);
      this.reason = reason;
    }
  }

  /**
   * Finds the address of a room's WebSocket.
   *
   * <p>The answer to a link by TLS leads to an address by TLS, also behind a proxy of which the
   * server does not know.
   *
   * @param link a {@code ws} or {@code wss} address, which is returned; or the {@code http} or
   *     {@code https} link of a room or a stream, which is asked for it
   * @return fails if the link cannot be read, or the server refuses it
   */
  static CompletionStage<URI> of(
      URI link, HttpClient client, List<RoomClientBuilder.Header> headers, Optional<String> token) {
    String scheme = String.valueOf(link.getScheme());
    if (scheme.equals("ws") || scheme.equals("wss")) {
      return CompletableFuture.completedStage(link);
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return CompletableFuture.failedStage(notALink());
    }
    return client
        .sendAsync(request(link, headers, token), BodyHandlers.ofString())
        .thenApply(response -> address(link, response));
  }

  private static RefusedException notALink() {
    return new RefusedException(NOT_A_LINK, NOT_A_LINK.text());
  }

  /** The request for what a link leads to. */
  static HttpRequest request(
      URI link, List<RoomClientBuilder.Header> headers, Optional<String> token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(link).header("Accept", "application/json").timeout(PATIENCE);
    headers.forEach(header -> request.header(header.name(), header.value()));
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request.build();
  }

  private static URI address(URI link, HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      int status = response.statusCode();
      throw new RefusedException(reason(status), "HTTP status " + status);
    }
    try {
      URI address = link.resolve(JsonText.read(response.body()).text("websocketAddress"));
      boolean weaker = link.getScheme().equals("https") && address.getScheme().equals("ws");
      return weaker ? URI.create(address.toString().replaceFirst("ws", "wss")) : address;
    } catch (RefusalException | IllegalArgumentException e) {
      throw notALink();
    }
  }

  /** Why an attempt failed; {@link CloseReason#LOST} if another one may succeed. */
  static CloseReason reason(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof RefusedException refused) {
      return refused.reason;
    }
    return cause instanceof WebSocketHandshakeException handshake
        ? reason(handshake.getResponse().statusCode())
        : CloseReason.LOST;
  }

  /** Tells in words why an attempt failed. */
  static String words(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof WebSocketHandshakeException handshake) {
      return "HTTP status " + handshake.getResponse().statusCode();
    }
    return cause instanceof RefusedException
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }

  /** What a stage failed with. */
  static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  private static CloseReason reason(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308, 401 -> CloseReason.UNAUTHENTICATED; // to a page for the login
      case 403 -> CloseReason.NOT_ALLOWED;
      case 400, 404, 410 -> CloseReason.NO_SUCH_ROOM;
      default -> CloseReason.LOST;
    };
  }
}
