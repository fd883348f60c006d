package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel that the hub writes to. {@link #close} may be called on any thread, all else on the
 * event loop, which is the lane.
 *
 * <p>A write ends when the socket has taken all of it. So the output for a client that does not
 * read waits in the hub's outbox, which is bounded, and not in Netty's, which is not.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is noticed
final class NettyConnection implements Connection {

  private static final Logger LOG = LoggerFactory.getLogger(NettyConnection.class);

  /** How long a client may take to answer a close frame; its socket is gone within 5 s then. */
  private static final int CLOSE_MILLIS = 4_500;

  private final Channel channel;
  private final LoopLane lane;
  private final Codec codec;
  private final boolean compressed;
  private boolean closing;
  private boolean ponging;
  private @Nullable ByteBuffer laterPong;
  private @Nullable Future<?> deadline;

  NettyConnection(Channel channel, LoopLane lane, Codec codec, boolean compressed) {
    this.channel = channel;
    this.lane = lane;
    this.codec = codec;
    this.compressed = compressed;
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public Sizing sizing() {
    return codec;
  }

  /** Nothing follows a close frame (RFC 6455 §5.5.1), which may wait behind what is in flight. */
  @Override
  public void write(Batch batch, WriteListener listener) {
    if (closing) {
      listener.failed(new ClosedChannelException());
      return;
    }
    channel.writeAndFlush(lane.frame(batch.encoded(codec), compressed), channel.voidPromise());
    tell(listener);
  }

  private void tell(WriteListener listener) {
    if (nothingWaits()) {
      listener.written();
    } else {
      whenWritten()
          .addListener(
              end -> {
                if (end.isSuccess()) {
                  listener.written();
                } else {
                  listener.failed(end.cause());
                }
              });
    }
  }

  /**
   * Tells whether the socket has taken all. This is nearly always so when {@code writeAndFlush}
   * returns, and then the write has needed no promise.
   */
  private boolean nothingWaits() {
    return channel.bytesBeforeUnwritable() > channel.config().getWriteBufferHighWaterMark();
  }

  /** Ends when the socket has taken all that was written so far. */
  private ChannelFuture whenWritten() {
    return channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void close(CloseReason reason) {
    if (channel.eventLoop().inEventLoop()) {
      closeNow(reason);
      return;
    }
    try {
      channel.eventLoop().execute(() -> closeNow(reason));
    } catch (RejectedExecutionException e) {
      LOG.debug("The event loop has ended, and the connection with it");
    }
  }

  /** Tells whether a close frame was sent, so that only the client's answer matters. */
  boolean closing() {
    return closing;
  }

  private void closeNow(CloseReason reason) {
    if (reason.code() == CloseReason.LOST.code()) {
      channel.close();
    } else if (!closing) {
      sendClose(CloseFrames.frame(channel.alloc(), reason));
    }
  }

  /** Answers a client's close frame with its own code, and ends the socket. */
  void answerClose(int code) {
    if (closing) {
      channel.close();
      return;
    }
    ByteBuf answer =
        code == CloseFrames.NO_CODE
            ? CloseFrames.frame(channel.alloc())
            : CloseFrames.frame(channel.alloc(), new CloseReason(code, ""));
    sendClose(answer).addListener(ChannelFutureListener.CLOSE);
  }

  /** Whatever the client sends or does not read, the socket ends a little later. */
  private ChannelFuture sendClose(ByteBuf frame) {
    closing = true;
    deadline =
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_MILLIS, TimeUnit.MILLISECONDS);
    return channel.writeAndFlush(frame);
  }

  /**
   * Answers a ping. A client that sends pings and reads no answers gets one for its newest ping
   * (RFC 6455 §5.5.3), so that answers do not pile up.
   */
  void pong(ByteBuffer payload) {
    if (closing) {
      return;
    }
    if (ponging) {
      laterPong = ByteBuffer.allocate(payload.remaining()).put(payload).flip();
      return;
    }
    ponging = true;
    channel
        .writeAndFlush(Frames.control(channel.alloc(), FrameReader.PONG, payload))
        .addListener(
            end -> {
              ponging = false;
              ByteBuffer later = laterPong;
              laterPong = null;
              if (later != null) {
                pong(later);
              }
            });
  }

  /** The channel has ended. */
  void ended() {
    closing = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
