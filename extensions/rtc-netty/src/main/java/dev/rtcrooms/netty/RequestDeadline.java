package dev.rtcrooms.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection without a whole request within 30 s of its opening or of the last response. A
 * request that waits behind responses that are not read does not count. Removed when the connection
 * becomes a WebSocket. One for each connection, on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is noticed
final class RequestDeadline extends ChannelDuplexHandler {

  static final int SECONDS = 30;

  private @Nullable Future<?> deadline;

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    begin(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof LastHttpContent) {
      end();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent) { // the next request may follow while this is written
      end();
      begin(context);
    }
    context.write(message, promise);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }

  private void begin(ChannelHandlerContext context) {
    deadline = context.executor().schedule(() -> context.close(), SECONDS, TimeUnit.SECONDS);
  }

  private void end() {
    if (deadline != null) {
      deadline.cancel(false);
      deadline = null;
    }
  }
}
