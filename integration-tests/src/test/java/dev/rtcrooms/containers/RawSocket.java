package dev.rtcrooms.containers;

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
import java.util.List;
import java.util.Optional;

/** A client that can misbehave: bytes on a socket, and nobody who reads them unless asked. */
public final class RawSocket implements AutoCloseable {

  /** Opcodes of RFC 6455 §5.2. */
  public static final int CONTINUATION = 0;

  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int TIMEOUT_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;

  /** Sends the handshake; {@link #readStatus} reads the answer. */
  public RawSocket(int port, String target, String... headers) throws IOException {
    socket.setReceiveBufferSize(4096); // before connecting, so that a stalled reader is soon felt
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    List<String> lines = new ArrayList<>();
    lines.add("GET " + target + " HTTP/1.1");
    lines.add("Host: localhost:" + port);
    lines.add("Connection: Upgrade");
    lines.add("Upgrade: websocket");
    lines.add("Sec-WebSocket-Version: 13");
    lines.add("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
    lines.addAll(List.of(headers));
    out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The answer to the handshake: its status line and headers. */
  public List<String> readAnswer() throws IOException {
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

  public int readStatus() throws IOException {
    return Integer.parseInt(readAnswer().get(0).split(" ", 3)[1]);
  }

  public void text(String payload) throws IOException {
    send(TEXT, true, payload.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Sends a text that the server may refuse before it has read all of it. The server then closes
   * the connection, and the rest cannot be written; what the server has sent can still be read.
   */
  void refusedText(String payload) throws IOException {
    try {
      text(payload);
    } catch (SocketException e) {
      // closed by the server; its close code is what the test reads
    }
  }

  /** Sends one frame, masked with zeros (RFC 6455 §5.3). */
  public void send(int opcode, boolean last, byte[] payload) throws IOException {
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
    out.write(frame.array(), 0, frame.position());
  }

  /** Reads frames until one of this kind comes; its payload. */
  public byte[] read(int opcode) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0F;
      byte[] payload = readPayload();
      if (kind == opcode) {
        return payload;
      }
    }
  }

  private byte[] readPayload() throws IOException {
    int length = in.readUnsignedByte() & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    return in.readNBytes(length);
  }

  /** Throws away what has arrived, without waiting for more. */
  public void discard() throws IOException {
    in.skipNBytes(in.available());
  }

  /** The payload of the next frame, whatever its kind; waits for it. */
  public String readFrame() throws IOException {
    int unused = in.readUnsignedByte();
    return new String(readPayload(), StandardCharsets.UTF_8);
  }

  /** The payload of the next frame if one has begun to arrive, whatever its kind; or empty. */
  public Optional<String> poll() throws IOException {
    if (in.available() == 0) {
      return Optional.empty();
    }
    return Optional.of(readFrame());
  }

  /** The code of the close frame, or 1006 if the connection ends without one. */
  public int readCloseCode() throws IOException {
    try {
      byte[] payload = read(CLOSE);
      return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    } catch (EOFException | SocketException e) {
      return 1006;
    }
  }

  public int localPort() {
    return socket.getLocalPort();
  }

  /** Ends the connection as a crash does. */
  @Override
  public void close() throws IOException {
    if (!socket.isClosed()) {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }
}
