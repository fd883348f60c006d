package dev.rtcrooms.testkit.websocket;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The client's end of a WebSocket (RFC 6455), which reads only when a method asks for it. For one
 * thread.
 */
public class RawSocket implements AutoCloseable {

  /** Opcodes of RFC 6455 §5.2. */
  public static final int CONTINUATION = 0;

  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int PATIENCE_SECONDS = 30;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  /** Connects, and sends nothing yet. Each read and the connecting wait for at most so long. */
  public RawSocket(int port, int patienceSeconds) throws IOException {
    int patienceMillis = patienceSeconds * 1000;
    socket.setReceiveBufferSize(4096); // before connecting, so that a stalled reader is soon felt
    socket.setSoTimeout(patienceMillis);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), patienceMillis);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Connects and sends the handshake; {@link #readStatus} reads the answer. */
  public RawSocket(int port, String target, String... headers) throws IOException {
    this(port, PATIENCE_SECONDS);
    send(handshake(target, headers));
  }

  /** From now on each write is a packet of its own, also while an earlier one is on its way. */
  public final void sendAtOnce() throws IOException {
    socket.setTcpNoDelay(true);
  }

  /** The bytes of a handshake (RFC 6455 §4.1). */
  public final byte[] handshake(String target, String... headers) {
    StringBuilder request =
        new StringBuilder("GET " + target + " HTTP/1.1\r\n")
            .append("Host: localhost:" + socket.getPort() + "\r\n")
            .append("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n")
            .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The answer to the handshake: its status line and headers. */
  public final List<String> readAnswer() throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    while (true) {
      int b = in.readUnsignedByte();
      if (b == '\n') {
        String text = line.toString().strip();
        if (text.isEmpty()) {
          return lines;
        }
        lines.add(text);
        line.setLength(0);
      } else {
        line.append((char) b);
      }
    }
  }

  /** The status of the answer to the handshake. */
  public final int readStatus() throws IOException {
    return Integer.parseInt(readAnswer().get(0).split(" ", 3)[1]);
  }

  /** The bytes of a frame, masked with zeros (RFC 6455 §5.3). */
  public static byte[] frame(int opcode, boolean last, byte[] payload) {
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

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public final void send(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Sends one frame. */
  public final void send(int opcode, boolean last, byte[] payload) throws IOException {
    send(frame(opcode, last, payload));
  }

  public final void text(String payload) throws IOException {
    send(TEXT, true, bytes(payload));
  }

  /** Writes each byte on its own. */
  public final void sendSlowly(byte[] bytes) throws IOException {
    for (byte b : bytes) {
      out.write(b);
      out.flush();
    }
  }

  /**
   * Sends what the server may refuse before it has read all of it. The server then closes the
   * connection, and the rest cannot be written; what the server has sent can still be read.
   */
  public final void sendRefused(byte[] bytes) throws IOException {
    try {
      send(bytes);
    } catch (SocketException e) {
      // closed by the server; its close code can still be read
    }
  }

  /** Reads frames until one of this kind comes; its payload, with that of its continuations. */
  public final byte[] read(int opcode) throws IOException {
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

  /** The payload of the next frame, whatever its kind; waits for it. */
  public final String readFrame() throws IOException {
    int unused = in.readUnsignedByte();
    return new String(readPayload(), StandardCharsets.UTF_8);
  }

  /** The payload of the next frame if one has begun to arrive, whatever its kind; or empty. */
  public final Optional<String> poll() throws IOException {
    return in.available() == 0 ? Optional.empty() : Optional.of(readFrame());
  }

  /** Throws away what has arrived, without waiting for more. */
  public final void discard() throws IOException {
    in.skipNBytes(in.available());
  }

  /** The code of the close frame. */
  public final int readCloseCode() throws IOException {
    return readClose().getShort(0) & 0xFFFF;
  }

  /** The code and the text of the close frame. */
  public final ByteBuffer readClose() throws IOException {
    byte[] payload = read(CLOSE);
    if (payload.length < 2) {
      throw new IOException("a close frame without a code");
    }
    return ByteBuffer.wrap(payload);
  }

  /** Waits for the end of the connection, and throws away what comes before it. */
  public final void readEnd() throws IOException {
    try {
      long unused = in.transferTo(OutputStream.nullOutputStream());
    } catch (SocketException e) {
      // reset, which is an end too
    }
  }

  /** Ends the sending half of the connection only. */
  public final void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  public final int localPort() {
    return socket.getLocalPort();
  }

  /** Resets the connection, as when the client's process is killed. */
  @Override
  public final void close() throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
