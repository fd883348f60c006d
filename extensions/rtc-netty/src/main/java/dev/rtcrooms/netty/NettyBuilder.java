package dev.rtcrooms.netty;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.transport.Codec;
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

/** The settings of a transport that has not started yet; for one thread. */
final class NettyBuilder implements NettyTransport.Builder {

  private final RoomRoutes routes;
  private InetSocketAddress address = new InetSocketAddress(8080);
  private int sendBuffer = 128 * 1024;
  private Function<? super HttpRequest, ? extends @Nullable Principal> principal = request -> null;
  private boolean pages = true;
  private boolean compression;
  private @Nullable Codec codec;
  private @Nullable SslContext tls;
  private @Nullable EventLoops lent;
  private @Nullable Consumer<? super ChannelPipeline> others;

  NettyBuilder(RoomRoutes routes) {
    this.routes = routes;
  }

  @Override
  public NettyTransport.Builder port(int port) {
    address = new InetSocketAddress(address.getAddress(), port);
    return this;
  }

  @Override
  public NettyTransport.Builder host(String host) {
    address = new InetSocketAddress(host, address.getPort());
    return this;
  }

  @Override
  public NettyTransport.Builder tls(SslContext context) {
    if (!context.isServer()) {
      throw new IllegalArgumentException("The context is for clients");
    }
    tls = context;
    return this;
  }

  @Override
  public NettyTransport.Builder eventLoops(EventLoopGroup group) {
    lent = EventLoops.of(group);
    return this;
  }

  @Override
  public NettyTransport.Builder eventLoops(
      EventLoopGroup group, Class<? extends ServerSocketChannel> channel) {
    lent = EventLoops.of(group, channel);
    return this;
  }

  @Override
  public NettyTransport.Builder sendBuffer(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("A send buffer has at least one byte");
    }
    sendBuffer = bytes;
    return this;
  }

  @Override
  public NettyTransport.Builder principal(
      Function<? super HttpRequest, ? extends @Nullable Principal> principal) {
    this.principal = principal;
    return this;
  }

  @Override
  public NettyTransport.Builder connectionsOnly() {
    pages = false;
    return this;
  }

  @Override
  public NettyTransport.Builder others(Consumer<? super ChannelPipeline> handlers) {
    others = handlers;
    return this;
  }

  @Override
  public NettyTransport.Builder compression(boolean compress) {
    compression = compress;
    return this;
  }

  @Override
  public NettyTransport.Builder codec(Codec codec) {
    this.codec = codec;
    return this;
  }

  @Override
  public NettyTransport start() {
    if (lent != null) {
      return Listener.start(address, sendBuffer, lent, null, pipeline(null));
    }
    EventLoops own = EventLoops.own();
    return Listener.start(address, sendBuffer, own, own, pipeline(own));
  }

  /**
   * What each connection goes through.
   *
   * @param loops event loops of two kinds; null if all of them do everything
   */
  OwnPipeline pipeline(@Nullable EventLoops loops) {
    EventLoopGroup rooms = loops == null ? null : loops.rooms();
    return new OwnPipeline(settings(others != null, rooms), tls, others);
  }

  @Override
  public Supplier<ChannelHandler> handlers() {
    NettySettings settings = settings(true, null);
    return () -> new RoomRequests(settings);
  }

  private NettySettings settings(boolean passesOn, @Nullable EventLoopGroup own) {
    Rooms rooms = routes.rooms();
    return new NettySettings(
        routes,
        pages,
        codec == null ? new JsonCodec(rooms.messageTypes(), rooms.limits()) : codec,
        principal,
        compression,
        passesOn,
        own,
        new LoopLanes());
  }
}
