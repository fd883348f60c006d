package dev.rtcrooms.testkit.contract;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** A WebSocket client (RFC 6455) that can break each rule. For one thread. */
final class RawPeer implements TransportPeer {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  /** Connects, and sends nothing yet. Each read and the connecting wait for at most so long. */
  RawPeer(int port, int seconds) throws IOException {
    socket.setReceiveBufferSize(4096); // before connecting, so that a stalled reader is soon felt
    socket.setSoTimeout(seconds * 1000);
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), seconds * 1000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** The bytes of a handshake (RFC 6455 §4.1). */
  static byte[] handshake(String target, String... headers) {
    StringBuilder request =
        new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n")
            .append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
            .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Sends each byte in a packet of its own. */
  void sendSlowly(byte[] bytes) throws IOException {
    for (byte b : bytes) {
      out.write(b);
      out.flush();
    }
  }

  /** Reads the answer to the handshake, and returns it in lower case if it is 101. */
  String readAnswer() throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("not let in: " + answer);
    }
    return answer.toString().toLowerCase(Locale.ROOT);
  }

  /** The bytes of a frame, masked with zeros (RFC 6455 §5.3). */
  static byte[] frame(int opcode, boolean last, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    frame.put((byte) (opcode | (last ? FIN : 0)));
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length < 65536) {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | 127)).putLong(payload.length);
    }
    frame.putInt(0).put(payload);
    return Arrays.copyOf(frame.array(), frame.position());
  }

  void send(int opcode, boolean last, byte[] payload) throws IOException {
    send(frame(opcode, last, payload));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A command, as a text frame has it. */
  static String command(String text) {
    return "{\"type\":\"say\",\"id\":\"" + text.hashCode() + "\",\"text\":\"" + text + "\"}";
  }

  /** Sends what the server may refuse before it has read all of it. */
  void sendRefused(byte[] bytes) throws IOException {
    try {
      send(bytes);
    } catch (SocketException e) {
      // closed by the server; its close code can still be read
    }
  }

  /** Reads frames until one of this kind comes; its payload, with that of its continuations. */
  byte[] read(int opcode) throws IOException {
    while (true) {
      int head = in.readUnsignedByte();
      byte[] payload = readPayload();
      int kind = head & 0x0F;
      if (kind == opcode) {
        return (head & FIN) != 0 ? payload : readRest(payload);
      }
      if (kind == CLOSE) {
        throw new EOFException("closed");
      }
    }
  }

  private byte[] readRest(byte[] beginning) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(beginning);
    boolean last = false;
    while (!last) {
      int head = in.readUnsignedByte();
      byte[] payload = readPayload();
      if ((head & 0x0F) == CONTINUATION) {
        whole.writeBytes(payload);
        last = (head & FIN) != 0;
      }
    }
    return whole.toByteArray();
  }

  private byte[] readPayload() throws IOException {
    int length = in.readUnsignedByte() & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("cut");
    }
    return payload;
  }

  @Override
  public void say(String text) throws IOException {
    send(TEXT, true, bytes(command(text)));
  }

  @Override
  public String read() throws IOException {
    return new String(read(TEXT), StandardCharsets.UTF_8);
  }

  @Override
  public int readCloseCode() throws IOException {
    return readClose().getShort(0) & 0xFFFF;
  }

  /** The code and the text of the close frame. */
  ByteBuffer readClose() throws IOException {
    byte[] payload = read(CLOSE);
    if (payload.length < 2) {
      throw new IOException("a close frame without a code");
    }
    return ByteBuffer.wrap(payload);
  }

  /** Waits for the end of the connection, and throws away what comes before it. */
  void readEnd() throws IOException {
    try {
      long unused = in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException e) {
      // reset, which is an end too
    }
  }

  @Override
  public void leave() throws IOException {
    send(CLOSE, true, new byte[] {1000 >> 8, (byte) (1000 & 0xFF)});
  }

  /** Resets the connection. */
  @Override
  public void crash() throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  /** Ends the sending half of the connection only. */
  void halfClose() throws IOException {
    socket.shutdownOutput();
  }
}
