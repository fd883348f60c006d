package dev.rtcrooms.benchmarks.server;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.Map;

/** Lets a client into the room that its path names. */
final class RawNettyUpgrade extends SimpleChannelInboundHandler<FullHttpRequest> {

  private final Map<String, RawNettyRoom> rooms;
  private final RawNettyRoom.Flush flush;
  private final boolean greets;

  RawNettyUpgrade(Map<String, RawNettyRoom> rooms, RawNettyRoom.Flush flush, boolean greets) {
    this.rooms = rooms;
    this.flush = flush;
    this.greets = greets;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // who is not there any more needs no answer
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory("ws://" + Loopback.HOST + request.uri(), null, false)
            .newHandshaker(request);
    if (handshaker == null) {
      context.close();
      return;
    }
    handshaker.handshake(context.channel(), request);
    RawNettyRoom room = rooms.computeIfAbsent(request.uri(), path -> new RawNettyRoom(flush));
    context.pipeline().addLast(room.member(context.channel()));
    context.pipeline().remove(this);
    if (greets) {
      room.greet(context.channel());
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }
}
