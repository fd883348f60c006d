package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.transport.HandshakeField;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the handshakes of one client; any thread, one at a time. */
final class Dialer {

  private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

  private final RoomClientBuilder settings;
  private final String session;
  private final HttpClient http;

  /** The last address to which the link led. */
  private volatile @Nullable URI known;

  Dialer(RoomClientBuilder settings, String session, HttpClient http) {
    this.settings = settings;
    this.session = session;
    this.http = http;
  }

  /**
   * Asks the host for token and link, the server for the address, and opens a WebSocket.
   *
   * @param position from which the client resumes, or null if it is new
   * @param next hears the WebSocket; one that opens after it was abandoned is ended
   */
  CompletableFuture<WebSocket> dial(@Nullable Position position, Link next) {
    List<String> fields = fields(position);
    return CompletableFuture.completedFuture(settings)
        .thenCompose(RoomClientBuilder::freshToken)
        .thenCompose(
            token ->
                settings
                    .link
                    .get()
                    .thenCompose(uri -> address(uri, token))
                    .thenCompose(address -> open(address, fields, token, next)))
        .whenComplete(
            (socket, failure) -> {
              if (failure != null) { // its message may contain the token
                LOG.debug("An attempt to connect failed: {}", Target.cause(failure).getClass());
              }
            });
  }

  /** What the client tells in each handshake, besides its token. */
  private List<String> fields(@Nullable Position position) {
    List<String> fields = new ArrayList<>();
    fields.add(HandshakeField.SESSION.token(session));
    if (position != null) {
      fields.add(HandshakeField.RESUME.token(position.toString()));
    }
    if (settings.name != null) {
      fields.add(HandshakeField.NAME.token(settings.name));
    }
    return fields;
  }

  /**
   * Where the WebSocket is. If the link leads nowhere any more, the last address does: there the
   * server tells whether the room has ended, or is only being deployed again.
   */
  private CompletionStage<URI> address(URI uri, Optional<String> token) {
    return Target.of(uri, http, settings.headers, token)
        .handle(
            (address, failure) -> {
              URI last = known;
              if (failure == null) {
                known = address;
                return address;
              }
              if (last != null
                  && Target.reason(failure).code() == CloseReason.NO_SUCH_ROOM.code()) {
                return last;
              }
              throw failure instanceof CompletionException e ? e : new CompletionException(failure);
            });
  }

  /** Any thread. */
  private CompletionStage<WebSocket> open(
      URI address, List<String> fields, Optional<String> token, Link next) {
    if (next.isAbandoned()) {
      return CompletableFuture.failedStage(new CancellationException("The attempt was given up"));
    }
    List<String> all = new ArrayList<>(fields);
    token.ifPresent(bearer -> all.add(HandshakeField.BEARER.token(bearer)));
    WebSocket.Builder socket = http.newWebSocketBuilder();
    settings.headers.forEach(header -> socket.header(header.name(), header.value()));
    return socket
        .subprotocols(JsonCodec.SUBPROTOCOL, all.toArray(String[]::new))
        .buildAsync(address, next);
  }
}
