package dev.rtcrooms.testkit.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The server's end of a WebSocket (RFC 6455), one frame at a time. One thread may read while
 * another writes.
 */
public final class AcceptedSocket {

  public static final int CONTINUATION = 0;
  public static final int TEXT = 1;
  public static final int BINARY = 2;
  public static final int CLOSE = 8;
  public static final int PING = 9;
  public static final int PONG = 10;

  private static final int FIN = 0x80;
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private String path = "";

  /** A frame. */
  public static final class Frame {
    private final int opcode;
    private final boolean last;
    private final byte[] payload;

    private Frame(int opcode, boolean last, byte[] payload) {
      this.opcode = opcode;
      this.last = last;
      this.payload = payload;
    }

    public int opcode() {
      return opcode;
    }

    /** Whether it ends its message. */
    public boolean last() {
      return last;
    }

    public byte[] payload() {
      return payload;
    }

    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  AcceptedSocket(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Reads the request. */
  void readRequest() throws IOException {
    path = line().split(" ", 3)[1];
    for (String line = line(); !line.isEmpty(); line = line()) {
      String[] parts = line.split(":", 2);
      headers.put(parts[0], parts[1].strip());
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
      line.append((char) b);
    }
    return line.toString().strip();
  }

  public String path() {
    return path;
  }

  /** The value of a header, or an empty text. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** Answers the request with 101; the subprotocol may be empty. */
  public void accept(String subprotocol) throws IOException {
    String chosen = subprotocol.isEmpty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n";
    respond(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + ("Sec-WebSocket-Accept: " + hash(header("Sec-WebSocket-Key")) + "\r\n")
            + chosen
            + "\r\n");
  }

  /**
   * Answers the request with an error, and ends the connection. A page of another origin may read
   * the answer (CORS).
   */
  public void refuse(int status) throws IOException {
    String origin = header("Origin");
    String allowed =
        origin.isEmpty()
            ? ""
            : "Access-Control-Allow-Origin: "
                + origin
                + "\r\nAccess-Control-Allow-Credentials: true\r\n";
    respond(
        ("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n")
            + allowed
            + "\r\n");
    cut();
  }

  private void respond(String head) throws IOException {
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String hash(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Waits for the head of the next frame and reads its payload, if it has at most so many bytes.
   */
  public Frame read(int most) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    if (length > most) {
      throw new TooLongException();
    }
    byte[] mask = (second & 0x80) == 0 ? new byte[4] : in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    if (payload.length < length) {
      throw new IOException("cut");
    }
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame(first & 0x0F, (first & FIN) != 0, payload);
  }

  /**
   * Reads until a message or a close frame has come; answers pings.
   *
   * @param most bytes of each frame
   * @return with the payload of all fragments
   */
  public Frame readMessage(int most) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    int opcode = CONTINUATION;
    while (true) {
      Frame frame = read(most);
      if (frame.opcode() == PING) {
        write(PONG, true, frame.payload());
      } else if (frame.opcode() >= CLOSE) {
        if (frame.opcode() == CLOSE) {
          return frame;
        }
      } else {
        opcode = Math.max(opcode, frame.opcode());
        whole.writeBytes(frame.payload());
        if (frame.last()) {
          return new Frame(opcode, true, whole.toByteArray());
        }
      }
    }
  }

  /** A frame is longer than the reader takes. */
  public static final class TooLongException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Writes a frame without a mask. */
  public void write(int opcode, boolean last, byte[] payload) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(10);
    head.put((byte) (opcode | (last ? FIN : 0)));
    if (payload.length < 126) {
      head.put((byte) payload.length);
    } else if (payload.length < 65536) {
      head.put((byte) 126).putShort((short) payload.length);
    } else {
      head.put((byte) 127).putLong(payload.length);
    }
    synchronized (out) {
      out.write(head.array(), 0, head.position());
      out.write(payload);
    }
  }

  public void text(String text) throws IOException {
    write(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a close frame; the text has at most 123 bytes. */
  public void close(int code, String text) throws IOException {
    byte[] reason = text.getBytes(StandardCharsets.UTF_8);
    write(
        CLOSE,
        true,
        ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array());
  }

  /** Ends the sending half, so that what was written still arrives. */
  public void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Ends the connection at once. */
  public void cut() throws IOException {
    socket.close();
  }
}
