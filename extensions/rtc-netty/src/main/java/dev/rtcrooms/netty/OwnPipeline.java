package dev.rtcrooms.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sets up the pipelines of the transport's own server; on their event loops. */
final class OwnPipeline extends ChannelInitializer<Channel> {

  /** Space for a resume position, a session key, and a host's tokens. */
  private static final int MAX_LINE = 8 * 1024;

  private static final int MAX_HEADERS = 32 * 1024;

  private final NettySettings settings;
  private final @Nullable SslContext tls;
  private final @Nullable Consumer<? super ChannelPipeline> others;
  private final ChannelGroup connections =
      new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

  OwnPipeline(
      NettySettings settings,
      @Nullable SslContext tls,
      @Nullable Consumer<? super ChannelPipeline> others) {
    this.settings = settings;
    this.tls = tls;
    this.others = others;
  }

  /** The open connections. */
  ChannelGroup connections() {
    return connections;
  }

  @Override
  protected void initChannel(Channel channel) {
    connections.add(channel);
    ChannelPipeline pipeline = channel.pipeline();
    if (tls != null) {
      pipeline.addLast(tls.newHandler(channel.alloc()));
    }
    RoomRequests requests = new RoomRequests(settings);
    pipeline.addLast(
        new HttpServerCodec(
            new HttpDecoderConfig()
                .setMaxInitialLineLength(MAX_LINE)
                .setMaxHeaderSize(MAX_HEADERS)),
        requests);
    pipeline.addBefore(
        pipeline.context(requests).name(), null, new RequestDeadline()); // behind the queue
    if (others != null) {
      others.accept(pipeline);
    }
  }
}
