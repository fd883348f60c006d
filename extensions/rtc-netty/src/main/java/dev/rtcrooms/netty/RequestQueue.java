package dev.rtcrooms.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/**
 * Passes on one request at a time, so that responses leave in the order of their requests (RFC 9112
 * §9.3.2), and none while responses wait for a client that does not read. One for each connection,
 * on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is noticed
final class RequestQueue extends ChannelDuplexHandler {

  private final ArrayDeque<Object> waiting = new ArrayDeque<>();
  private boolean answering;
  private boolean draining;
  private boolean stopping;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpObject && (!waiting.isEmpty() || mustWait(context, message))) {
      waiting.add(message);
      context.channel().config().setAutoRead(false);
    } else {
      pass(context, message);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean last = message instanceof LastHttpContent && !isInterim(message);
    if (last && stopping) {
      context.write(message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
      return;
    }
    context.write(message, promise);
    if (last) {
      answering = false;
      drain(context);
    }
  }

  /** A host's handler may flush its responses only when all there was has been read. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!waiting.isEmpty()) {
      drain(context);
      context.fireChannelReadComplete();
    }
    context.fireChannelWritabilityChanged();
  }

  /** Closes the connection after the current response when the transport stops. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == Stopping.NOW) {
      stopping = true;
      if (!answering) {
        context.close();
      }
    }
    context.fireUserEventTriggered(event);
  }

  private boolean mustWait(ChannelHandlerContext context, Object message) {
    return message instanceof HttpRequest && (answering || !context.channel().isWritable());
  }

  private void pass(ChannelHandlerContext context, Object message) {
    answering |= message instanceof HttpRequest;
    context.fireChannelRead(message);
  }

  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL
        && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
  }

  private void drain(ChannelHandlerContext context) {
    if (draining) {
      return; // a response that is ready at once gets here again
    }
    draining = true;
    while (!waiting.isEmpty() && !mustWait(context, waiting.element())) {
      pass(context, waiting.remove());
    }
    draining = false;
    if (waiting.isEmpty() && !context.isRemoved()) {
      context.channel().config().setAutoRead(true);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }
}
