package dev.rtcrooms.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/** What clients send: masked frames, right ones and wrong ones. */
final class ClientFrames {

  static final int FIN = 0x80;
  static final int RSV1 = 0x40;
  private static final int MASKED = 0x80;
  private static final int KEY = 0x1A2B3C4D;

  private ClientFrames() {}

  static ByteBuf text(String text) {
    return frame(FIN | FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static ByteBuf compressed(byte[] deflated) {
    return frame(FIN | RSV1 | FrameReader.TEXT, deflated);
  }

  /** Any first byte and payload, in the shortest form. */
  static ByteBuf frame(int first, byte[] payload) {
    ByteBuf frame = Unpooled.buffer().writeByte(first);
    if (payload.length < 126) {
      frame.writeByte(MASKED | payload.length);
    } else if (payload.length < 0x10000) {
      frame.writeByte(MASKED | 126).writeShort(payload.length);
    } else {
      frame.writeByte(MASKED | 127).writeLong(payload.length);
    }
    frame.writeInt(KEY);
    for (int i = 0; i < payload.length; i++) {
      frame.writeByte(payload[i] ^ (KEY >>> (24 - 8 * (i % 4))));
    }
    return frame;
  }

  static ByteBuf close(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    byte[] payload = new byte[2 + text.length];
    payload[0] = (byte) (code >>> 8);
    payload[1] = (byte) code;
    System.arraycopy(text, 0, payload, 2, text.length);
    return frame(FIN | FrameReader.CLOSE, payload);
  }

  /** As RFC 7692 §7.2.1 says. */
  static byte[] deflated(String text) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    for (int n = -1; n != 0; ) {
      n = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
      out.write(buffer, 0, n);
    }
    deflater.end();
    byte[] all = out.toByteArray();
    return java.util.Arrays.copyOf(all, all.length - 4);
  }
}
