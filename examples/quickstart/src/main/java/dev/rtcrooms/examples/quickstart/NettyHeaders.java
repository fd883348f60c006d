package dev.rtcrooms.examples.quickstart;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayDeque;

/**
 * Adds the {@link SecurityHeaders} to each response on Netty, unless the page has set them. One for
 * each connection, on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the promise is the caller's
final class NettyHeaders extends ChannelDuplexHandler {

  /** For each pending request, whether its page may use a camera; there are few. */
  private final ArrayDeque<Boolean> asked = new ArrayDeque<>(1);

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      asked.add(SecurityHeaders.usesCamera(request.uri()));
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response
        && !response.status().equals(HttpResponseStatus.CONTINUE)) {
      boolean camera = !asked.isEmpty() && asked.remove();
      HttpHeaders headers = response.headers();
      SecurityHeaders.set(
          camera,
          (name, value) -> {
            if (!headers.contains(name)) {
              headers.set(name, value);
            }
          });
    }
    context.write(message, promise);
  }
}
