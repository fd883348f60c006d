package dev.rtcrooms.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Keeps the input of a connection that moves to another event loop. When it is removed, the next
 * handler receives it. One for each connection, on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel
final class HeldInput extends ByteToMessageDecoder {

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    // everything stays where it is
  }

  /**
   * Moves a connection.
   *
   * @param task runs on the new event loop; never if the connection ends before
   */
  static void move(Channel channel, EventLoopGroup group, Runnable task) {
    channel
        .deregister()
        .addListener(
            left ->
                group
                    .register(channel)
                    .addListener(
                        arrived -> {
                          if (arrived.isSuccess()) {
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

  /** The transport stops. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == Stopping.NOW) {
      context.close();
    }
    super.userEventTriggered(context, event);
  }
}
