package dev.rtcrooms.client;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Expiring;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Replied;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.thread.DaemonThreads;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client of a room, for bots, load tests and tests over real sockets. It connects, answers the
 * heartbeat, connects again when the connection is lost, resumes, and repeats what it said, until
 * it is {@linkplain #close() closed} or the server refuses it for good. Any thread may call its
 * methods; none blocks.
 *
 * <pre>{@code
 * RoomClient bot =
 *     RoomClient.builder(URI.create("https://example.com/room/" + id))
 *         .name("Bot")
 *         .on(Said.class, (said, number) -> LOG.info("{}: {}", said.user().name(), said.text()))
 *         .build();
 * bot.connect();
 * bot.say("Hello").join();
 * }</pre>
 *
 * <p>Media are not its business: it negotiates none.
 */
public final class RoomClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RoomClient.class);

  private final RoomClientBuilder settings;
  private final Strand strand;
  private final Codec codec;
  private final Orders orders;
  private final Connector connector;
  private final CompletableFuture<Hello> opened = new CompletableFuture<>();
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private volatile State state = State.IDLE;

  /** What all clients share unless they are given their own. */
  private static final class Shared {
    static final Executor EXECUTOR =
        Executors.newCachedThreadPool(new DaemonThreads().named("rtc-client-"));
    static final HttpClient HTTP =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(15)).build();
  }

  RoomClient(RoomClientBuilder settings) {
    this.settings = settings;
    codec = new JsonCodec(settings.types);
    strand = new Strand(settings.executor != null ? settings.executor : Shared.EXECUTOR);
    orders = new Orders(codec, strand);
    connector =
        new Connector(
            settings,
            new Dialer(
                settings,
                settings.sessionKey(),
                settings.http != null ? settings.http : Shared.HTTP),
            codec,
            strand,
            new Ear());
  }

  /**
   * Begins a client.
   *
   * @param link the link of a room or a stream ({@code http} or {@code https}), which is asked for
   *     the address of its WebSocket before each attempt to connect; or such an address ({@code ws}
   *     or {@code wss})
   * @return its settings
   */
  public static RoomClientBuilder builder(URI link) {
    return new RoomClientBuilder(link);
  }

  /**
   * Begins to connect; does nothing if it has begun.
   *
   * @return as {@link #opened}
   */
  public CompletableFuture<Hello> connect() {
    strand.execute(connector::start);
    return opened();
  }

  /**
   * Returns what the connection does now.
   *
   * @return the state, which may have changed by then
   */
  public State state() {
    return state;
  }

  /**
   * Returns the first hello of the server.
   *
   * @return completes when the client is in the room for the first time, or fails with a {@link
   *     DisconnectedException} if it is closed before
   */
  public CompletableFuture<Hello> opened() {
    return opened.copy();
  }

  /**
   * Returns the end of this client.
   *
   * @return completes when there will be no connection any more, with the reason; never fails
   */
  public CompletableFuture<CloseReason> closed() {
    return closed.copy();
  }

  /**
   * Sends a chat message, now or on the next connection. It is repeated until it is answered; the
   * room recognises the repetition and says the message once.
   *
   * @param text the text
   * @return as {@link #send}
   */
  public CompletableFuture<Reply> say(String text) {
    return send(new Say(UUID.randomUUID().toString(), text));
  }

  /**
   * Sends a command. One that has an id for retries, such as {@link Say#id()}, is sent now or on
   * the next connection, and repeated until it is answered. Any other is sent only on the present
   * connection. Commands are sent in the order of the calls, except that repeated ones may be later
   * than others.
   *
   * @param command the command
   * @return the answer; or fails with a {@link dev.rtcrooms.RefusalException} if the server refuses
   *     the command, with a {@link DisconnectedException} if there is no connection or it ends
   *     before the answer, with an {@link IllegalArgumentException} if the command is too long or
   *     of an unknown type, or with an {@link IllegalStateException} if 1,024 others wait for their
   *     answers. It completes on the executor.
   */
  public CompletableFuture<Reply> send(Command command) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Optional<MessageType<?>> type =
        settings.types.stream().filter(known -> known.type() == command.getClass()).findFirst();
    if (type.isEmpty()) {
      answer.completeExceptionally(
          new IllegalArgumentException("No type declares " + command.getClass().getName()));
      return answer;
    }
    boolean repeatable = !settings.once && type.get().retryId(command).isPresent();
    strand.execute(
        () -> {
          if (connector.state() == State.CLOSED) {
            answer.completeExceptionally(new DisconnectedException(closed.join()));
          } else {
            orders.add(command, repeatable, answer);
          }
        });
    return answer;
  }

  /** Leaves the room and ends the client; does nothing if it has ended. Does not wait. */
  @Override
  public void close() {
    strand.execute(() -> connector.close(CloseReason.LEFT));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the last stage handles the failure
  private void renew() {
    CompletableFuture.completedFuture(settings)
        .thenCompose(RoomClientBuilder::freshToken) // may also throw
        .whenCompleteAsync(
            (token, failure) -> {
              if (failure != null) {
                LOG.warn("The function for the token failed", failure);
              } else if (connector.state() == State.OPEN) {
                token.ifPresent(
                    fresh -> orders.add(new Refresh(fresh), false, new CompletableFuture<>()));
              }
            },
            strand);
  }

  private void handle(Runnable handler) {
    try {
      handler.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A handler of a client failed", e);
    }
  }

  /** Hears the connection, on the strand. */
  private final class Ear implements Connector.Owner {

    @Override
    public void changed(StateChange change) {
      state = change.state();
      if (state == State.CLOSED) {
        CloseReason reason = change.reason().orElse(CloseReason.LEFT);
        opened.completeExceptionally(new DisconnectedException(reason));
        closed.complete(reason);
      }
      settings.stateHandlers.forEach(handler -> handle(() -> handler.accept(change)));
    }

    @Override
    public void opened(Link link, Hello hello) {
      opened.complete(hello);
      orders.opened(link);
    }

    @Override
    public void received(Outgoing message) {
      if (message.event() instanceof Replied reply) {
        orders.replied(reply);
      } else if (message.event() instanceof Refused refused) {
        orders.refused(refused);
      } else if (message.event() instanceof Expiring) {
        renew();
      }
      long number = message.offset().orElse(0);
      settings.handlers.forEach(handler -> handle(() -> handler.handle(message.event(), number)));
    }

    @Override
    public void lost(CloseReason reason) {
      if (connector.state() == State.CLOSED) {
        orders.closed(reason);
      } else {
        orders.lost(reason);
      }
    }
  }
}
