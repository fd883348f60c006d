package dev.rtcrooms.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the input of a connection that becomes a WebSocket. When it is removed, the next handler
 * receives it. One for each connection, on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel
final class HeldInput extends ByteToMessageDecoder {

  private static final Logger LOG = LoggerFactory.getLogger(HeldInput.class);

  /** More than what is read from a socket at once, so that only a mistake gets here. */
  private static final int MOST_BYTES = 256 * 1024;

  private @Nullable Future<?> deadline;

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.readableBytes() > MOST_BYTES) {
      in.skipBytes(in.readableBytes());
      context.close();
    }
  }

  /** The base class would read more where {@code autoRead} is off. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
  }

  /**
   * Moves the connection to another event loop when it has sent something: not before, because the
   * epoll transport then forgets what it waits for. Meanwhile nothing is read from the socket, and
   * the connection ends if this handler is not removed in time.
   *
   * @param group the event loops, one of which the connection gets
   * @param task runs on the new event loop; never if the connection ends before
   */
  void moveAfter(ChannelFuture sent, EventLoopGroup group, Runnable task) {
    Channel channel = sent.channel();
    channel.config().setAutoRead(false);
    deadline =
        channel
            .eventLoop()
            .schedule(() -> channel.close(), RequestDeadline.SECONDS, TimeUnit.SECONDS);
    sent.addListener(
        end -> {
          if (end.isSuccess()) {
            move(channel, group, task);
          }
        });
  }

  private static void move(Channel channel, EventLoopGroup group, Runnable task) {
    channel
        .deregister()
        .addListener(
            left ->
                group
                    .register(channel)
                    .addListener(
                        arrived -> {
                          if (!arrived.isSuccess()) {
                            end(channel);
                          } else if (channel.isActive()) { // or its handlers know of its end
                            run(channel, task);
                          }
                        }));
  }

  private static void run(Channel channel, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      channel.pipeline().fireExceptionCaught(e);
    }
  }

  /**
   * Netty says nothing to the handlers of a channel that is closed between two event loops. The
   * second event removes them, and with them their buffers.
   */
  private static void end(Channel channel) {
    channel.close();
    channel.pipeline().fireChannelInactive().fireChannelUnregistered();
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  /** The transport stops. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == Stopping.NOW) {
      context.close();
    }
    super.userEventTriggered(context, event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Failures.log(LOG, cause);
    context.close();
  }
}
