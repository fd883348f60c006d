package dev.rtcrooms.netty;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Rooms on Netty: a server with the rooms' pages at {@code /room/{id}} and {@code /stream/{id}} and
 * their connections at {@code /room/{id}/websocket} and {@code /stream/{id}/websocket}, or handlers
 * for a server that the host has already.
 *
 * <pre>{@code
 * try (NettyTransport server = NettyTransport.builder(rooms).port(8080).start()) { ... }
 * }</pre>
 *
 * <p>Each event loop is a {@link dev.rtcrooms.transport.Lane}: a room's turn is handed to it once,
 * and it writes the same bytes to all of its connections. Any thread.
 */
public final class NettyTransport implements AutoCloseable {

  private static final int GRACE_SECONDS = 2;

  private final Channel listening;
  private final ChannelGroup connections;
  private final @Nullable EventLoops own;

  NettyTransport(Channel listening, ChannelGroup connections, @Nullable EventLoops own) {
    this.listening = listening;
    this.connections = connections;
    this.own = own;
  }

  /**
   * Starts to configure a transport of routes with the default options.
   *
   * @param rooms where connections lead
   * @return a new builder, for one thread
   */
  public static Builder builder(Rooms rooms) {
    return builder(RoomRoutes.of(rooms));
  }

  /**
   * Starts to configure a transport.
   *
   * @param routes the rooms, their addresses, and the origins that may connect
   * @return a new builder, for one thread
   */
  public static Builder builder(RoomRoutes routes) {
    return new NettyBuilder(routes);
  }

  /**
   * Returns an executor that runs rooms on event loops, for {@link RoomsBuilder#executor}. A room's
   * turn then runs on the event loop that received the message, and no other thread needs to wake
   * up to write. Only for hosts whose features, authenticator and admission never block, since
   * connections wait while their event loop works.
   *
   * @param eventLoops the same group as in {@link Builder#eventLoops(EventLoopGroup)}
   * @return runs tasks on the calling event loop, or else on the next of the group
   */
  public static Executor executor(EventLoopGroup eventLoops) {
    return new LoopExecutor(eventLoops);
  }

  /**
   * Returns the address on which the server listens.
   *
   * @return the address, with the actual port
   */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /**
   * Returns the port on which the server listens.
   *
   * @return 1 to 65535
   */
  public int port() {
    return address().getPort();
  }

  /**
   * Stops listening, tells connected clients to reconnect later ({@link
   * dev.rtcrooms.CloseReason#SHUTTING_DOWN}), and ends their connections after at most two seconds.
   * Ends the event loops if they are its own. The rooms stay open. Idempotent; blocks, so never
   * call it on an event loop.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Stopping.NOW));
    connections.newCloseFuture().awaitUninterruptibly(GRACE_SECONDS, TimeUnit.SECONDS);
    connections.close().awaitUninterruptibly(GRACE_SECONDS, TimeUnit.SECONDS);
    if (own != null) {
      own.end(GRACE_SECONDS);
    }
  }

  /**
   * Configures a {@link NettyTransport}; not thread-safe. Every setting has a safe default. It ends
   * in {@link #start()}, or in {@link #handlers()} for a server of the host's own.
   */
  public sealed interface Builder permits NettyBuilder {

    /**
     * Sets the port to listen on. Default: 8080.
     *
     * @param port 0 for any free one
     * @return this builder
     * @throws IllegalArgumentException if it is not from 0 to 65535
     */
    Builder port(int port);

    /**
     * Sets the address to listen on. Default: all addresses of the machine.
     *
     * @param host a name or address, looked up at once
     * @return this builder
     */
    Builder host(String host);

    /**
     * Serves TLS only. Default: no TLS.
     *
     * @param context for servers
     * @return this builder
     * @throws IllegalArgumentException if it is for clients
     */
    Builder tls(SslContext context);

    /**
     * Sets the event loops, for everything. Default: one for each processor for open WebSockets,
     * and half as many more for all else: TLS and HTTP requests, and thus handshakes, which delay
     * no frames then. They use epoll where the machine has it and NIO elsewhere, and keep the
     * process alive until the transport is closed.
     *
     * @param group with epoll or NIO; the host closes it, after the transport
     * @return this builder
     * @throws IllegalArgumentException if it is of another kind
     */
    Builder eventLoops(EventLoopGroup group);

    /**
     * Sets event loops of any kind.
     *
     * @param group the host closes it, after the transport
     * @param channel the kind of socket that goes with the group
     * @return this builder
     */
    Builder eventLoops(EventLoopGroup group, Class<? extends ServerSocketChannel> channel);

    /**
     * Sets how many bytes the operating system may buffer for a client that does not read
     * (SO_SNDBUF) before its messages wait in its bounded outbox. A smaller buffer finds stalled
     * clients sooner; a larger one serves fast clients over long distances better. Default: 128
     * KiB.
     *
     * @param bytes positive; Linux doubles it
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    Builder sendBuffer(int bytes);

    /**
     * Sets the function that returns the authenticated principal of a request, for the
     * authenticator of the rooms. Default: no principal.
     *
     * @param principal called on event loops, for many requests at once; must not block. Null means
     *     that nobody is logged in. If it throws, the request fails.
     * @return this builder
     */
    Builder principal(Function<? super HttpRequest, ? extends @Nullable Principal> principal);

    /**
     * Serves WebSocket connections only. Another server must then serve the pages.
     *
     * @return this builder
     */
    Builder connectionsOnly();

    /**
     * Sets the handlers of requests that are not the rooms'. Default: none, so they get 404.
     *
     * <p>When a connection becomes a WebSocket, the HTTP codec and all handlers behind it are
     * removed. Handlers that the host has put before the codec stay, and move with the connection
     * to another event loop, unless {@link #eventLoops(EventLoopGroup)} is set. A timer that such a
     * handler has started before runs on the old event loop once more. So do not keep an event loop
     * there, but ask the context for its executor each time.
     *
     * @param handlers adds the host's own handlers to the pipeline of a connection, where they
     *     receive Netty's {@link io.netty.handler.codec.http.HttpObject}s
     * @return this builder
     */
    Builder others(Consumer<? super ChannelPipeline> handlers);

    /**
     * Sets whether to compress messages for clients that offer permessage-deflate (RFC 7692). Each
     * message is compressed once for all receivers. Default: false, because an observer who sees
     * the lengths of frames, and can send texts to the room, may guess other content of the frames.
     *
     * @param compress whether to accept the offer
     * @return this builder
     */
    Builder compression(boolean compress);

    /**
     * Sets the codec of messages. Default: {@link JsonCodec}.
     *
     * @param codec whose {@link Codec#subprotocol()} clients may request
     * @return this builder
     */
    Builder codec(Codec codec);

    /**
     * Starts a server.
     *
     * @return the server, which is listening
     * @throws IllegalStateException if it cannot listen there, for example because the port is
     *     taken
     */
    NettyTransport start();

    /**
     * Creates handlers for a server of the host's own. Put each behind the HTTP codec ({@link
     * io.netty.handler.codec.http.HttpServerCodec}) and before the host's own handlers, which
     * receive all requests that are not the rooms'. When a connection becomes a WebSocket, the
     * codec and all handlers behind it are removed; handlers before the codec stay. The settings of
     * address, TLS, event loops and send buffer have no effect.
     *
     * @return creates a handler for each connection; any thread
     */
    Supplier<ChannelHandler> handlers();
  }
}
