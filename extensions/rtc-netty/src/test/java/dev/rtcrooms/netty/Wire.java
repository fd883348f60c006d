package dev.rtcrooms.netty;

import dev.rtcrooms.testkit.TestRooms;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a server of ours without a socket: bytes in, bytes out, and a client that reads
 * or does not. Its event loop is the test's thread.
 */
final class Wire extends EmbeddedChannel {

  private static final String UPGRADE =
      lines(
          "Host: app.example",
          "Upgrade: websocket",
          "Connection: keep-alive, Upgrade",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

  private final TestRooms rooms;
  private int takes = Integer.MAX_VALUE;

  private Wire(TestRooms rooms, OwnPipeline pipeline) {
    super(pipeline);
    this.rooms = rooms;
    freezeTime();
  }

  static Wire to(TestRooms rooms) {
    return to(rooms, NettyTransport.builder(rooms.rooms()));
  }

  static Wire to(TestRooms rooms, NettyTransport.Builder builder) {
    return new Wire(rooms, ((NettyBuilder) builder).pipeline(null));
  }

  /** A connection that moves to another event loop, which an unread answer prevents. */
  static Wire moving(TestRooms rooms, NettyTransport.Builder builder, EventLoops loops) {
    return new Wire(rooms, ((NettyBuilder) builder).pipeline(loops));
  }

  /** Opens a connection to a room; its answer is the first thing to be read. */
  static Wire upgraded(
      TestRooms rooms, NettyTransport.Builder builder, String room, String... headers) {
    Wire wire = to(rooms, builder);
    wire.send(upgrade("/room/" + TestRooms.id(room) + "/websocket", headers));
    return wire;
  }

  static String upgrade(String target, String... headers) {
    return "GET " + target + " HTTP/1.1\r\n" + UPGRADE + lines(headers) + "\r\n";
  }

  static String lines(String... headers) {
    return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
  }

  void send(String ascii) {
    send(Unpooled.copiedBuffer(ascii, StandardCharsets.US_ASCII));
  }

  void send(ByteBuf bytes) {
    writeInbound(bytes);
    settle();
  }

  void settle() {
    rooms.settle();
    runPendingTasks();
    rooms.settle();
  }

  /** The socket takes nothing, or again all there is. */
  void stall(boolean stall) {
    takes = stall ? 0 : Integer.MAX_VALUE;
    if (!stall) {
      flush();
      settle();
    }
  }

  /** A stalled socket takes so many of the buffers that wait, and no room hears of it yet. */
  void take(int buffers) {
    takes = buffers;
    flush();
  }

  /** As a real socket does it: first it takes all it can, and then the writers of that are told. */
  @Override
  protected void doWrite(ChannelOutboundBuffer in) throws Exception {
    while (takes > 0 && in.current() != null) {
      List<Object> taken = new ArrayList<>();
      in.forEachFlushedMessage(message -> taken.size() < takes && taken.add(message));
      taken.forEach(message -> outboundMessages().add(ReferenceCountUtil.retain(message)));
      takes -= taken.size();
      taken.forEach(message -> in.remove());
    }
  }

  /** How many bytes wait for the socket to take them. */
  long unwritten() {
    return unsafe().outboundBuffer().totalPendingWriteBytes();
  }

  /** Lets time pass on the event loop, which it does in no other way. */
  void pass(int seconds) {
    advanceTimeBy(seconds, TimeUnit.SECONDS);
    runScheduledPendingTasks();
  }

  /** All bytes that have come since it was last asked. */
  ByteBuf received() {
    ByteBuf all = Unpooled.buffer();
    for (ByteBuf part = readOutbound(); part != null; part = readOutbound()) {
      all.writeBytes(part);
      part.release();
    }
    return all;
  }

  String receivedText() {
    return received().toString(StandardCharsets.UTF_8);
  }

  /**
   * The frames that have come, as opcode, colon, payload; the answer to the handshake is dropped.
   */
  List<String> frames() {
    ByteBuf in = received();
    if (in.toString(StandardCharsets.ISO_8859_1).startsWith("HTTP/")) {
      in.skipBytes(in.toString(StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4);
    }
    List<String> frames = new ArrayList<>();
    while (in.isReadable()) {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      length =
          length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
      frames.add(
          Integer.toHexString(first)
              + ":"
              + in.readCharSequence(length, StandardCharsets.ISO_8859_1));
    }
    return frames;
  }
}
