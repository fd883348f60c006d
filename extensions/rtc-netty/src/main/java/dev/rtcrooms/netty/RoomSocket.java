package dev.rtcrooms.netty;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.ControlFrames;
import dev.rtcrooms.transport.Receiver;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection after the opening handshake, and then the only handler of the rooms in
 * its pipeline. On its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is noticed
final class RoomSocket extends ByteToMessageDecoder implements FrameReader.Sink {

  private static final Logger LOG = LoggerFactory.getLogger(RoomSocket.class);

  private final NettySettings settings;
  private final LoopLane lane;
  private final NettyConnection connection;
  private final FrameReader reader;
  private final ControlFrames controls;
  private @Nullable Receiver receiver;
  private @Nullable InboundText text;
  private boolean deaf;
  private boolean ended;

  RoomSocket(NettySettings settings, LoopLane lane, Channel channel, boolean compressed) {
    this.settings = settings;
    this.lane = lane;
    this.connection = new NettyConnection(channel, lane, settings.codec(), compressed);
    this.reader = new FrameReader(compressed);
    this.controls = new ControlFrames(settings.routes().rooms().limits());
  }

  /** Gives the connection to the rooms, or closes it; to be called once, before any input. */
  void begin(OpeningHandshake opening) {
    CloseReason refusal = opening.refusal();
    if (refusal == null) {
      receiver = settings.routes().rooms().accept(connection, opening.handshake());
    } else {
      connection.close(refusal);
    }
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    try {
      if (deaf) {
        in.skipBytes(in.readableBytes());
      } else {
        reader.read(in, lane.scratch().payload(), this);
      }
    } catch (Violation violation) {
      violated(context, violation);
    }
  }

  @Override
  public void data(ByteBuffer piece, boolean compressed, boolean last) throws Violation {
    if (!piece.hasRemaining() && !last) {
      countControlFrame();
    }
    if (receiver == null || over()) {
      return;
    }
    if (text == null) {
      text = new InboundText(settings.routes().rooms().limits());
    }
    Receiver hears = receiver;
    Optional<CharSequence> frame = text.add(piece, compressed, last, lane.scratch());
    int bytes = text.bytes();
    if (last) {
      text = null;
    }
    frame.ifPresent(whole -> hears.receive(settings.codec().decodeCommands(whole), bytes));
  }

  @Override
  public void control(int opcode, ByteBuffer payload) throws Violation {
    countControlFrame();
    if (opcode == FrameReader.PING) {
      connection.pong(payload);
    } else if (opcode == FrameReader.CLOSE) {
      int code = CloseFrames.code(payload);
      deaf = true;
      connection.answerClose(code);
      tell(CloseReason.received(code));
    }
  }

  /** Pings, pongs and empty fragments are no messages that the rooms would count. */
  private void countControlFrame() throws Violation {
    if (!controls.allows(System.nanoTime(), 1)) {
      throw new Violation(CloseReason.FLOODING);
    }
  }

  private boolean over() {
    return ended || connection.closing();
  }

  /** The hub closes the connection. Later input is read only to find the client's close frame. */
  private void violated(ChannelHandlerContext context, Violation violation) {
    deaf |= !violation.readable();
    endText();
    if (connection.closing() && deaf) {
      context.close();
    } else {
      tell(violation.reason());
    }
  }

  private void endText() {
    if (text != null) {
      text.end();
      text = null;
    }
  }

  private void tell(CloseReason reason) {
    if (receiver != null && !ended) {
      ended = true;
      receiver.closed(reason);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    connection.ended();
    endText();
    tell(CloseReason.LOST);
    super.channelInactive(context);
  }

  /** The transport stops. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event == Stopping.NOW) {
      tell(CloseReason.SHUTTING_DOWN);
    }
    super.userEventTriggered(context, event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Failures.log(LOG, cause);
    context.close();
  }
}
