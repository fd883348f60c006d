package dev.rtcrooms.netty;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.HttpOptions;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Origins;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a {@link NettyTransport}; not thread-safe. Every setting has a safe default. It ends in
 * {@link #start()}, or in {@link #handlers()} for a server of the host's own.
 */
public final class NettyBuilder {

  private final Rooms rooms;
  private InetSocketAddress address = new InetSocketAddress(8080);
  private int sendBuffer = 128 * 1024;
  private String path = "";
  private Origins origins = Origins.sameHost();
  private Function<? super HttpRequest, ? extends @Nullable Principal> principal = request -> null;
  private Function<String, @Nullable RoomRoutes> pages;
  private boolean compression;
  private @Nullable Codec codec;
  private @Nullable SslContext tls;
  private @Nullable EventLoops lent;
  private @Nullable Consumer<? super ChannelPipeline> others;

  NettyBuilder(Rooms rooms) {
    this.rooms = rooms;
    this.pages = path -> RoomRoutes.of(rooms, options -> options.path(path));
  }

  /**
   * Sets where to listen. Default: port 8080 of all of the machine's addresses.
   *
   * @param port 0 for any that is free
   * @return this builder
   * @throws IllegalArgumentException if it is not from 0 to 65535
   */
  public NettyBuilder port(int port) {
    address = new InetSocketAddress(address.getAddress(), port);
    return this;
  }

  /**
   * Sets on which of the machine's addresses to listen. Default: on all.
   *
   * @param host a name or address, looked up at once
   * @return this builder
   */
  public NettyBuilder host(String host) {
    address = new InetSocketAddress(host, address.getPort());
    return this;
  }

  /**
   * Makes it speak TLS only. Default: none.
   *
   * @param context for servers
   * @return this builder
   * @throws IllegalArgumentException if it is for clients
   */
  public NettyBuilder tls(SslContext context) {
    if (!context.isServer()) {
      throw new IllegalArgumentException("The context is for clients");
    }
    tls = context;
    return this;
  }

  /**
   * Lends event loops. Default: as many as processors, of epoll where the machine has it and of NIO
   * elsewhere, which keep the process alive until the transport is closed.
   *
   * @param group of epoll or NIO; the host closes it, after the transport
   * @return this builder
   * @throws IllegalArgumentException if it is of another kind
   */
  public NettyBuilder eventLoops(EventLoopGroup group) {
    lent = EventLoops.of(group);
    return this;
  }

  /**
   * Lends event loops of any kind.
   *
   * @param group the host closes it, after the transport
   * @param channel the kind of socket that goes with the group
   * @return this builder
   */
  public NettyBuilder eventLoops(
      EventLoopGroup group, Class<? extends ServerSocketChannel> channel) {
    lent = new EventLoops(group, channel);
    return this;
  }

  /**
   * Sets how much the system may hold for a client that does not read (SO_SNDBUF), before that
   * client's messages wait in its bounded outbox. Smaller finds stalled clients sooner, larger
   * serves fast ones over long distances better. Default: 128 KiB.
   *
   * @param bytes positive; Linux takes twice as much
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public NettyBuilder sendBuffer(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("A send buffer has at least one byte");
    }
    sendBuffer = bytes;
    return this;
  }

  /**
   * Sets what stands before all addresses. Default: nothing.
   *
   * @param path empty, or with a leading and without a trailing slash
   * @return this builder
   * @throws IllegalArgumentException if it has another form
   */
  public NettyBuilder path(String path) {
    if (!path.matches("(/[A-Za-z0-9._~-]+)*")) {
      throw new IllegalArgumentException("Not a path with a leading slash only: " + path);
    }
    this.path = path;
    return this;
  }

  /**
   * Names the only origins whose pages may connect. Needed when pages come from another host than
   * the rooms, or when a proxy changes the Host header. Default: pages of the host that the Host
   * header names. Clients that send no Origin header are no browsers, and may always come.
   *
   * @param origins each scheme, host and, unless it is the scheme's own, port: {@code
   *     https://app.example}
   * @return this builder
   * @throws IllegalArgumentException if one is not an origin
   */
  public NettyBuilder allowedOrigins(String... origins) {
    this.origins = Origins.listed(origins);
    return this;
  }

  /**
   * Lets pages of every origin connect, with the cookies of whoever looks at them: only for rooms
   * that nobody logs in to.
   *
   * @return this builder
   */
  public NettyBuilder anyOrigin() {
    origins = Origins.any();
    return this;
  }

  /**
   * Sets who is logged in, for the authenticator of the rooms. Default: nobody.
   *
   * @param principal called on event loops, for many requests at once; must not block. Null means
   *     nobody; what it throws fails the request.
   * @return this builder
   */
  public NettyBuilder principal(
      Function<? super HttpRequest, ? extends @Nullable Principal> principal) {
    this.principal = principal;
    return this;
  }

  /**
   * Changes the options of the pages, which {@link RoomRoutes} serves. Their path is the
   * transport's.
   *
   * @param choice called when the transport is made
   * @return this builder
   */
  public NettyBuilder http(Consumer<? super HttpOptions> choice) {
    pages =
        path ->
            RoomRoutes.of(
                rooms,
                options -> {
                  choice.accept(options);
                  options.path(path);
                });
    return this;
  }

  /**
   * Sets what answers all but connections, in place of routes of its own.
   *
   * @param routes with the transport's path
   * @return this builder
   */
  public NettyBuilder routes(RoomRoutes routes) {
    pages = path -> routes;
    return this;
  }

  /**
   * Leaves the pages to somebody else: only connections are answered.
   *
   * @return this builder
   */
  public NettyBuilder connectionsOnly() {
    pages = path -> null;
    return this;
  }

  /**
   * Sets who answers requests that are not the rooms'. Default: nobody, so they get 404.
   *
   * @param handlers adds the host's own handlers to the pipeline of a connection, where they get
   *     Netty's {@link io.netty.handler.codec.http.HttpObject}s
   * @return this builder
   */
  public NettyBuilder others(Consumer<? super ChannelPipeline> handlers) {
    others = handlers;
    return this;
  }

  /**
   * Says whether clients that offer permessage-deflate (RFC 7692) are sent compressed messages.
   * Each message is compressed once for all who hear it. Default: false, because somebody who can
   * see how long the frames are, and can make a room say words of his own, may guess from their
   * length what else is said.
   *
   * @param compress whether it is agreed to
   * @return this builder
   */
  public NettyBuilder compression(boolean compress) {
    compression = compress;
    return this;
  }

  /**
   * Sets what is spoken. Default: {@link JsonCodec}.
   *
   * @param codec whose {@link Codec#subprotocol()} clients may ask for
   * @return this builder
   */
  public NettyBuilder codec(Codec codec) {
    this.codec = codec;
    return this;
  }

  /**
   * Starts a server.
   *
   * @return the server, which listens already
   * @throws IllegalStateException if it cannot listen there, as when the port is taken
   */
  public NettyTransport start() {
    return Listener.start(address, sendBuffer, lent, pipeline());
  }

  OwnPipeline pipeline() {
    return new OwnPipeline(installation(others != null), tls, others);
  }

  /**
   * Makes handlers for a server of the host's own. Each belongs behind the HTTP codec ({@link
   * io.netty.handler.codec.http.HttpServerCodec}) and before the host's own handlers, which get all
   * requests that are not the rooms'. When a connection becomes a WebSocket, the codec and all
   * behind it are removed; what is before the codec stays. Address, TLS, event loops and send
   * buffer are the host's affair then.
   *
   * @return makes a handler for each connection; any thread
   */
  public Supplier<ChannelHandler> handlers() {
    Installation installation = installation(true);
    return () -> new RoomRequests(installation);
  }

  private Installation installation(boolean passesOn) {
    return new Installation(
        rooms,
        codec == null ? new JsonCodec(rooms.messageTypes(), rooms.limits()) : codec,
        origins,
        path,
        pages.apply(path),
        principal,
        compression,
        passesOn,
        new LoopLanes());
  }
}
