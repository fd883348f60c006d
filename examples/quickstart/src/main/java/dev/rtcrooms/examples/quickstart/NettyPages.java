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
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.jspecify.annotations.Nullable;

/** The quickstart's own pages on Netty: the welcome page, files, and 404. Any event loop. */
@ChannelHandler.Sharable
final class NettyPages extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final Asset welcome;
  private final Asset nothingHere;
  private final Assets assets = new Assets();

  NettyPages(Site site) {
    welcome = Asset.html(site.welcome());
    nothingHere = Asset.html(site.nothingHere());
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
    String path = new QueryStringDecoder(request.uri()).path();
    Asset found = path.equals("/") ? welcome : assets.find(path);
    if (found == null) {
      return response(HttpResponseStatus.NOT_FOUND, nothingHere);
    }
    HttpMethod method = request.method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      FullHttpResponse refusal = response(HttpResponseStatus.METHOD_NOT_ALLOWED, null);
      refusal.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
      return refusal;
    }
    String known = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
    if (!known.contains(found.etag())) {
      return response(HttpResponseStatus.OK, found);
    }
    FullHttpResponse same = response(HttpResponseStatus.NOT_MODIFIED, null);
    same.headers().set(HttpHeaderNames.ETAG, found.etag());
    return same;
  }

  private static FullHttpResponse response(HttpResponseStatus status, @Nullable Asset asset) {
    ByteBuf content =
        asset == null ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(asset.content());
    FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
    response.headers().set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
    if (asset != null) {
      response.headers().set(HttpHeaderNames.CONTENT_TYPE, asset.type());
      response.headers().set(HttpHeaderNames.ETAG, asset.etag());
    }
    if (!status.equals(HttpResponseStatus.NOT_MODIFIED)) {
      HttpUtil.setContentLength(response, content.readableBytes());
    }
    return response;
  }
}
