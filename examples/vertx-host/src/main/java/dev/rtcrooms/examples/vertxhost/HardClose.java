package dev.rtcrooms.examples.vertxhost;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends sockets. Vert.x itself ends one only after what it has begun to write, which a client that
 * does not read would hold up for ever. So this goes past its handlers, to Netty. Any thread.
 */
public final class HardClose {

  /** How long a client may take to answer a close frame. */
  private static final int CLOSE_MILLIS = 4_500;

  private HardClose() {}

  /**
   * Ends a socket now; without effect on one that has ended.
   *
   * @param tcp the connection of a request that has become a WebSocket
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a failure means that the socket has ended
  public static void end(HttpConnection tcp) {
    if (tcp instanceof ConnectionBase base) {
      ChannelHandlerContext first = base.channel().pipeline().firstContext();
      if (first != null) { // there is none any more when the socket has ended
        first.close();
      }
    } else {
      tcp.close();
    }
  }

  /**
   * Ends a socket when its client has had the time to answer a close frame.
   *
   * @param tcp the connection of a request that has become a WebSocket
   */
  public static void endLater(HttpConnection tcp) {
    CompletableFuture.delayedExecutor(CLOSE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> end(tcp));
  }
}
