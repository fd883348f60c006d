package dev.rtcrooms.benchmarks.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The members of one room; for the event loop. */
final class RawNettyRoom {

  private static final int TEXT = 0x81;
  private static final int SHORT = 125;
  private static final int LENGTH_IN_TWO_BYTES = 126;
  private static final int LENGTH_IN_EIGHT_BYTES = 127;
  private static final int LARGEST_IN_TWO_BYTES = 65535;
  private static final int HEADER = 10;

  /** When a message goes to the socket. */
  enum Flush {
    /** At once: a system call for each delivery. */
    EACH,
    /** When the event loop has read all that had come: a system call for each member. */
    TOGETHER
  }

  private final Flush flush;
  private final List<Channel> members = new ArrayList<>();
  private boolean flushing;

  RawNettyRoom(Flush flush) {
    this.flush = flush;
  }

  ChannelHandler member(Channel channel) {
    members.add(channel);
    return new Member();
  }

  /** Says to one member how many there are. */
  @SuppressWarnings("FutureReturnValueIgnored") // who is not there any more is removed
  void greet(Channel member) {
    byte[] text = ("{\"members\":" + members.size() + "}").getBytes(StandardCharsets.UTF_8);
    member.writeAndFlush(frame(member, Unpooled.wrappedBuffer(text)), member.voidPromise());
  }

  @SuppressWarnings("FutureReturnValueIgnored") // who is not there any more is removed
  private void broadcast(Channel from, ByteBuf payload) {
    ByteBuf frame = frame(from, payload);
    for (int i = 0; i < members.size(); i++) {
      Channel member = members.get(i);
      if (flush == Flush.EACH) {
        member.writeAndFlush(frame.retainedDuplicate(), member.voidPromise());
      } else {
        member.write(frame.retainedDuplicate(), member.voidPromise());
      }
    }
    frame.release();
    if (flush == Flush.TOGETHER && !flushing) {
      flushing = true;
      from.eventLoop().execute(this::flushAll);
    }
  }

  private void flushAll() {
    flushing = false;
    members.forEach(Channel::flush);
  }

  private static ByteBuf frame(Channel channel, ByteBuf payload) {
    int length = payload.readableBytes();
    ByteBuf frame = channel.alloc().directBuffer(length + HEADER).writeByte(TEXT);
    if (length <= SHORT) {
      frame.writeByte(length);
    } else if (length <= LARGEST_IN_TWO_BYTES) {
      frame.writeByte(LENGTH_IN_TWO_BYTES).writeShort(length);
    } else {
      frame.writeByte(LENGTH_IN_EIGHT_BYTES).writeLong(length);
    }
    return frame.writeBytes(payload);
  }

  private final class Member extends SimpleChannelInboundHandler<WebSocketFrame> {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame text) {
        broadcast(context.channel(), text.content());
      } else if (frame instanceof CloseWebSocketFrame) {
        context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      members.remove(context.channel());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody to tell
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }
}
