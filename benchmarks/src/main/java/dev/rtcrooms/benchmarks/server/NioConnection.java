package dev.rtcrooms.benchmarks.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what one client of {@link RawNio} sends: the handshake, then masked frames (RFC 6455 §5),
 * whose texts go to all of its room; for the selector's thread.
 */
final class NioConnection {

  /** More than any text of the benchmarks has. */
  private static final int MOST_BYTES = 128 * 1024;

  private static final int FINAL = 0x80;
  private static final int RESERVED = 0x70;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int CONTINUATION = 0;
  private static final int PING = 9;
  private static final int CONTROL = 8;
  private static final int LONGEST_CONTROL = 125;
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NOT_ACCEPTED = 1003;
  private static final int TOO_BIG = 1009;
  private static final byte[] EMPTY = {};

  private final SocketChannel channel;
  private final NioOutlet outlet;
  private final NioFrames frames;
  private final Map<String, NioRoom> rooms;
  private String path = "";
  private @Nullable NioRoom room;
  private byte[] rest = EMPTY;
  private @Nullable ByteArrayOutputStream begun;
  private boolean ended;

  NioConnection(
      SocketChannel channel, NioOutlet outlet, NioFrames frames, Map<String, NioRoom> rooms) {
    this.channel = channel;
    this.outlet = outlet;
    this.frames = frames;
    this.rooms = rooms;
  }

  NioOutlet outlet() {
    return outlet;
  }

  /**
   * Reads once, and handles what is complete.
   *
   * @param in lent for the time of the call; longer than the longest frame
   * @return false if the client has to be disconnected
   */
  boolean read(ByteBuffer in) throws IOException {
    in.clear().put(rest);
    if (channel.read(in) < 0) {
      return false;
    }
    in.flip();
    if (room == null && !upgrade(in)) {
      return false;
    }
    while (room != null && !ended && frame(in)) {
      // one frame after the other
    }
    rest = in.hasRemaining() ? new byte[in.remaining()] : EMPTY;
    in.get(rest);
    return true;
  }

  /** Gives false if the request is not one for a WebSocket. */
  private boolean upgrade(ByteBuffer in) throws IOException {
    int length = NioUpgrade.length(in);
    if (length < 0) {
      return in.remaining() < NioUpgrade.MOST_BYTES;
    }
    NioUpgrade upgrade = NioUpgrade.read(in, length);
    if (upgrade == null) {
      return false;
    }
    ByteBuffer answer = ByteBuffer.wrap(upgrade.answer().getBytes(ISO_8859_1));
    if (channel.write(answer) < answer.limit()) {
      return false; // the socket's buffer is still empty, so this does not happen
    }
    path = upgrade.path();
    room = rooms.computeIfAbsent(path, name -> new NioRoom());
    room.join(outlet);
    return true;
  }

  /** Handles a frame, or gives false and leaves the buffer as it is, if it has not all come. */
  private boolean frame(ByteBuffer in) {
    int at = in.position();
    if (in.remaining() < 2) {
      return false;
    }
    int first = in.get(at);
    int second = in.get(at + 1);
    int length = second & LENGTH;
    int header = length == TWO_BYTES ? 4 : length == EIGHT_BYTES ? 10 : 2;
    if (in.remaining() < header + 4) {
      return false;
    }
    long size =
        header == 4 ? in.getShort(at + 2) & 0xFFFF : header == 10 ? in.getLong(at + 2) : length;
    boolean control = (first & CONTROL) != 0;
    if ((second & MASKED) == 0
        || (first & RESERVED) != 0
        || (control && (size > LONGEST_CONTROL || (first & FINAL) == 0))) {
      end(PROTOCOL_ERROR);
      return true;
    }
    if (size < 0 || size > MOST_BYTES) {
      end(TOO_BIG);
      return true;
    }
    if (in.remaining() < header + 4 + size) {
      return false;
    }
    int mask = in.getInt(at + header);
    in.position(at + header + 4);
    handle(first, in, (int) size, mask);
    in.position(at + header + 4 + (int) size);
    return true;
  }

  private void handle(int first, ByteBuffer in, int length, int mask) {
    boolean last = (first & FINAL) != 0;
    int opcode = first & OPCODE;
    switch (opcode) {
      case NioFrames.TEXT, CONTINUATION -> {
        if ((opcode == CONTINUATION) != (begun != null)) {
          end(PROTOCOL_ERROR);
        } else if (last && begun == null) {
          tell(unmasked(NioFrames.TEXT, in, length, mask));
        } else {
          fragment(in, length, mask, last);
        }
      }
      case PING -> outlet.add(unmasked(NioFrames.PONG, in, length, mask));
      case NioFrames.CLOSE -> {
        ended = true;
        outlet.end(unmasked(NioFrames.CLOSE, in, length, mask));
      }
      case NioFrames.PONG -> {} // nobody has asked for it
      default -> end(NOT_ACCEPTED);
    }
  }

  private void fragment(ByteBuffer in, int length, int mask, boolean last) {
    if (begun == null) {
      begun = new ByteArrayOutputStream();
    }
    byte[] part = new byte[length];
    unmask(in, length, mask, ByteBuffer.wrap(part));
    begun.writeBytes(part);
    if (begun.size() > MOST_BYTES) {
      end(TOO_BIG);
    } else if (last) {
      NioFrames.Frame frame = frames.begin(NioFrames.TEXT, begun.size());
      frame.bytes().put(begun.toByteArray());
      begun = null;
      tell(frame);
    }
  }

  private void tell(NioFrames.Frame frame) {
    if (room != null) {
      room.broadcast(frame);
    }
    frames.release(frame);
  }

  private NioFrames.Frame unmasked(int opcode, ByteBuffer in, int length, int mask) {
    NioFrames.Frame frame = frames.begin(opcode, length);
    unmask(in, length, mask, frame.bytes());
    return frame;
  }

  /** Eight bytes at once (RFC 6455 §5.3). */
  private static void unmask(ByteBuffer in, int length, int mask, ByteBuffer out) {
    long twice = ((long) mask << 32) | (mask & 0xFFFF_FFFFL);
    int rest = length;
    for (; rest >= Long.BYTES; rest -= Long.BYTES) {
      out.putLong(in.getLong() ^ twice);
    }
    for (int shift = 56; rest > 0; rest--, shift -= 8) {
      out.put((byte) (in.get() ^ (twice >>> shift)));
    }
  }

  private void end(int code) {
    ended = true;
    NioFrames.Frame frame = frames.begin(NioFrames.CLOSE, Short.BYTES);
    frame.bytes().putShort((short) code);
    outlet.end(frame);
  }

  /** Leaves the room and ends the connection; the key goes with it. */
  void close() {
    if (room != null) {
      room.leave(outlet);
      if (room.isEmpty()) {
        rooms.remove(path);
      }
      room = null;
    }
    outlet.discard();
    try {
      channel.close();
    } catch (IOException e) {
      // it is closed already, then
    }
  }
}
