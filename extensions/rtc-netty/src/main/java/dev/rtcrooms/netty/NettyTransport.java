package dev.rtcrooms.netty;

import dev.rtcrooms.Rooms;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
  private final @Nullable EventLoopGroup own;

  NettyTransport(Channel listening, ChannelGroup connections, @Nullable EventLoopGroup own) {
    this.listening = listening;
    this.connections = connections;
    this.own = own;
  }

  /**
   * Begins to set up a transport; every setting has a safe default.
   *
   * @param rooms where connections go
   * @return a new builder, for one thread
   */
  public static NettyBuilder builder(Rooms rooms) {
    return new NettyBuilder(rooms);
  }

  /**
   * Lets rooms work on event loops, for {@link Rooms.Builder#executor}: a turn then runs on the
   * event loop that heard what began it, and no thread need be woken to write what it says. Only
   * for hosts whose features, authenticator and admission never block, since a connection waits
   * while its event loop is at work.
   *
   * @param eventLoops those that {@link NettyBuilder#eventLoops(EventLoopGroup)} is given too
   * @return runs tasks on the event loop that asks, or else on the next of the group
   */
  public static Executor executor(EventLoopGroup eventLoops) {
    return new LoopExecutor(eventLoops);
  }

  /**
   * Where it listens.
   *
   * @return the address, with the port that was given or found
   */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /**
   * The port at which it listens.
   *
   * @return 1 to 65535
   */
  public int port() {
    return address().getPort();
  }

  /**
   * Stops listening, tells those who are still connected to come back later ({@link
   * dev.rtcrooms.CloseReason#SHUTTING_DOWN}), and lets them go after at most two seconds. Ends the
   * event loops if they are its own. The rooms stay open. Idempotent; waits, so not for an event
   * loop.
   */
  @Override
  public void close() {
    listening.close().awaitUninterruptibly();
    connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Stopping.NOW));
    connections.newCloseFuture().awaitUninterruptibly(GRACE_SECONDS, TimeUnit.SECONDS);
    connections.close().awaitUninterruptibly(GRACE_SECONDS, TimeUnit.SECONDS);
    if (own != null) {
      own.shutdownGracefully(0, GRACE_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }
}
