package dev.rtcrooms.client;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.transport.HandshakeField;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Settings of a {@link RoomClient}; for one thread. */
public final class RoomClientBuilder {

  private static final int SESSION_BYTES = 24;

  final List<MessageType<?>> types = new ArrayList<>(MessageType.builtIn());
  final List<Handler<?>> handlers = new ArrayList<>();
  final List<Header> headers = new ArrayList<>();
  final List<Consumer<? super StateChange>> stateHandlers = new ArrayList<>();
  Supplier<? extends CompletionStage<URI>> link;
  @Nullable Supplier<? extends CompletionStage<String>> token;
  @Nullable String name;
  @Nullable String session;
  @Nullable Position position;
  @Nullable HttpClient http;
  @Nullable Executor executor;
  Duration base = Duration.ofMillis(500);
  Duration cap = Duration.ofSeconds(20);

  /**
   * For tests of servers. The client tries to connect once, and ends with its first connection. It
   * repeats no command, and handles a recorded event even if it comes twice or late.
   */
  boolean once;

  /** Called on the strand with the cause when an attempt to connect has failed. */
  Consumer<? super Throwable> failureHandler = failure -> {};

  /** A handler, and the class of its events. */
  record Handler<E extends Event>(Class<E> type, EventHandler<? super E> handler) {

    void handle(Event event, long number) {
      if (type.isInstance(event)) {
        handler.handle(type.cast(event), number);
      }
    }
  }

  /** A header of each request. */
  record Header(String name, String value) {}

  private RoomClientBuilder(RoomClientBuilder other) {
    types.clear();
    types.addAll(other.types);
    handlers.addAll(other.handlers);
    headers.addAll(other.headers);
    stateHandlers.addAll(other.stateHandlers);
    link = other.link;
    token = other.token;
    name = other.name;
    session = other.session;
    position = other.position;
    http = other.http;
    executor = other.executor;
    base = other.base;
    cap = other.cap;
    once = other.once;
    failureHandler = other.failureHandler;
  }

  RoomClientBuilder(URI link) {
    this.link = () -> CompletableFuture.completedStage(link);
  }

  /**
   * Sets where to find the link before each attempt to connect, for links that expire. Default: the
   * link that the builder was created with.
   *
   * @param source may fail, after which it is asked again later
   * @return this builder
   */
  public RoomClientBuilder link(Supplier<? extends CompletionStage<URI>> source) {
    link = source;
    return this;
  }

  /**
   * Sets the bearer token for the host's login. Default: none.
   *
   * @param source called before each attempt to connect, and when the grants expire soon; gives 1
   *     to 4,096 characters of visible ASCII. It may fail, after which it is asked again later.
   * @return this builder
   */
  public RoomClientBuilder token(Supplier<? extends CompletionStage<String>> source) {
    token = source;
    return this;
  }

  /**
   * Sets the display name that a guest wants to have. Default: none.
   *
   * @param wanted at most 256 characters, of which the server uses the first 64
   * @return this builder
   * @throws IllegalArgumentException if it is longer
   */
  public RoomClientBuilder name(String wanted) {
    HandshakeField.NAME.token(wanted);
    name = wanted;
    return this;
  }

  /**
   * Sets the session key, by which a server knows a client again. Default: a random one. A process
   * that keeps its key keeps its ids when it is restarted.
   *
   * @param key 16 to 64 random characters of the base64url alphabet; secret
   * @return this builder
   * @throws IllegalArgumentException if it is not a session key
   */
  public RoomClientBuilder session(String key) {
    HandshakeField.SESSION.token(key);
    session = key;
    return this;
  }

  /**
   * Sets the position from which the first connection resumes, for a process that goes on where a
   * former one ended. Default: none.
   *
   * @param at the epoch of the last {@link dev.rtcrooms.message.Hello#position}, and the number of
   *     the last event that was handled; with the same {@linkplain #session session key}
   * @return this builder
   */
  public RoomClientBuilder resuming(Position at) {
    position = at;
    return this;
  }

  /**
   * Adds a header to each request: the one for the link and the one that opens the WebSocket. For
   * what a gateway asks for, or for the {@code traceparent} of W3C Trace Context. Default: none.
   *
   * @param name a name of RFC 9110 §5.1, other than those that {@code java.net.http} sets itself
   * @param value its value; another call with the same name adds a further one
   * @return this builder
   * @throws IllegalArgumentException if the header is malformed, or not for applications
   */
  public RoomClientBuilder header(String name, String value) {
    HttpRequest.newBuilder().header(name, value); // throws if it refuses the header
    if (name.toLowerCase(Locale.ROOT).startsWith("sec-websocket-")) {
      throw new IllegalArgumentException("A header of the WebSocket protocol: " + name);
    }
    headers.add(new Header(name, value));
    return this;
  }

  /**
   * Declares messages of the host's own, besides the library's.
   *
   * @param own the same types that the server declares
   * @return this builder
   */
  public RoomClientBuilder types(MessageType<?>... own) {
    types.addAll(List.of(own));
    return this;
  }

  /**
   * Adds a handler for the events of a type.
   *
   * @param type the class of the events, or an interface of several
   * @param handler called on the executor, one call at a time
   * @param <E> the event
   * @return this builder
   */
  public <E extends Event> RoomClientBuilder on(Class<E> type, EventHandler<? super E> handler) {
    handlers.add(new Handler<>(type, handler));
    return this;
  }

  /**
   * Adds a handler for changes of the connection.
   *
   * @param handler called on the executor, one call at a time, never at the same time as an event's
   * @return this builder
   */
  public RoomClientBuilder onState(Consumer<? super StateChange> handler) {
    stateHandlers.add(handler);
    return this;
  }

  /**
   * Sets the bounds of the pauses before attempts to connect. A pause is random, up to the base for
   * the first one, doubled for each further one, up to the cap; or as long as the server has told.
   * Default: 500 ms and 20 s.
   *
   * @param first the base, more than 0
   * @param longest the cap, at least the base
   * @return this builder
   * @throws IllegalArgumentException if they are not
   */
  public RoomClientBuilder backoff(Duration first, Duration longest) {
    if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "A backoff is at least 1 ms, and its cap at least its base");
    }
    base = first;
    cap = longest;
    return this;
  }

  /**
   * Sets the HTTP client, for example for TLS, a proxy or a cookie jar. Default: one that all
   * clients share.
   *
   * @param client opens the WebSockets
   * @return this builder
   */
  public RoomClientBuilder httpClient(HttpClient client) {
    http = client;
    return this;
  }

  /**
   * Sets the executor of the handlers. Default: daemon threads that all clients share.
   *
   * @param threads runs one task of a client at a time
   * @return this builder
   */
  public RoomClientBuilder executor(Executor threads) {
    executor = threads;
    return this;
  }

  /**
   * Creates the client. Later changes of this builder do not concern it.
   *
   * @return a client that has not begun to {@linkplain RoomClient#connect connect}
   * @throws IllegalArgumentException if two message types share a name or a class
   */
  public RoomClient build() {
    return new RoomClient(new RoomClientBuilder(this));
  }

  /** The session key, or a new one. */
  String sessionKey() {
    if (session != null) {
      return session;
    }
    byte[] drawn = new byte[SESSION_BYTES];
    new SecureRandom().nextBytes(drawn);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
  }

  /** The token for the next attempt; empty if there is none. */
  CompletionStage<Optional<String>> freshToken() {
    return token == null
        ? CompletableFuture.completedStage(Optional.empty())
        : token.get().thenApply(Optional::of);
  }
}
