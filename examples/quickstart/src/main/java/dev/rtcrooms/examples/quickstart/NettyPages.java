package dev.rtcrooms.examples.quickstart;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;

/** The quickstart's own pages on Netty: the welcome page, files, and 404. Any event loop. */
@ChannelHandler.Sharable
final class NettyPages extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final Site site;

  NettyPages(Site site) {
    this.site = site;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    FullHttpResponse response = answer(request);
    boolean stays = HttpUtil.isKeepAlive(request);
    HttpUtil.setKeepAlive(response.headers(), request.protocolVersion(), stays);
    ChannelFuture written = context.writeAndFlush(response);
    if (!stays) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private FullHttpResponse answer(FullHttpRequest request) {
    SiteResponse answer =
        site.answer(
            request.method().name(),
            new QueryStringDecoder(request.uri()).path(),
            request.headers().get(HttpHeaderNames.IF_NONE_MATCH, ""),
            request.headers().get(HttpHeaderNames.ACCEPT_ENCODING, ""));
    HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
    ByteBuf content = Unpooled.wrappedBuffer(answer.content());
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    answer.headers().forEach(response.headers()::set);
    if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
      HttpUtil.setContentLength(response, content.readableBytes());
    }
    return response;
  }
}
