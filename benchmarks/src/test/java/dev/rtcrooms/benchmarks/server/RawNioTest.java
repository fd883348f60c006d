package dev.rtcrooms.benchmarks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the generator, which only sends whole texts and always reads, does not show. */
class RawNioTest {
  private static final int TEXT = 0x81;
  private static final int MASK = 0x1234_5678;

  private Started server;

  @BeforeEach
  void start() throws IOException {
    server = RawNio.start();
  }

  @AfterEach
  void stop() {
    server.stop().run();
  }

  @Test
  void fragmentsAreJoinedWithAPingAmongThem() throws IOException {
    try (Member member = new Member()) {
      member.send(0x01, "one, ");
      member.send(0x89, "ping");
      member.send(0x00, "two, ");
      member.send(0x80, "and a third one");

      assertThat(member.read()).isEqualTo("138 ping");
      assertThat(member.read()).isEqualTo("129 one, two, and a third one");
    }
  }

  @Test
  void aTextGoesToTheRoomAlone() throws IOException {
    try (Member member = new Member();
        Member other = new Member();
        Member elsewhere = new Member("/ws/elsewhere")) {
      member.send(TEXT, "here");
      elsewhere.send(TEXT, "there");

      assertThat(member.read()).isEqualTo("129 here");
      assertThat(other.read()).isEqualTo("129 here");
      assertThat(elsewhere.read()).isEqualTo("129 there");
    }
  }

  @Test
  void whoSaysGoodbyeIsAnsweredAndDisconnected() throws IOException {
    try (Member member = new Member()) {
      member.send(0x88, "\u0003\u0000");

      assertThat(member.read()).isEqualTo("136 \u0003\u0000");
      assertThat(member.in.read()).isEqualTo(-1);
    }
  }

  @Test
  void whoBreaksTheProtocolIsDisconnected() throws IOException {
    try (Member member = new Member()) {
      member.socket.getOutputStream().write(new byte[] {(byte) TEXT, 1, 'a', 0, 0, 0, 0});

      assertThat(member.read()).startsWith("136 ");
      assertThat(member.in.read()).isEqualTo(-1);
    }
  }

  @Test
  void whoDoesNotReadIsDisconnectedAndTheOthersHearAll() throws IOException {
    String text = "long ".repeat(12_000);
    try (Member stalled = new Member();
        Member member = new Member()) {
      for (int i = 0; i < 400; i++) {
        member.send(TEXT, text);
        assertThat(member.read().length()).isEqualTo("129 ".length() + text.length());
      }
      long heard = 0;
      for (int count = stalled.skip(); count > 0; count = stalled.skip()) {
        heard += count;
      }
      assertThat(heard).isLessThan(400L * text.length());
    }
  }

  /** A client that masks what it sends. */
  private final class Member implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    private final DataInputStream in = new DataInputStream(socket.getInputStream());
    private final byte[] skipped = new byte[64 * 1024];

    Member() throws IOException {
      this("/ws/room");
    }

    Member(String path) throws IOException {
      String request =
          """
          GET %s HTTP/1.1
          Upgrade: websocket
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Version: 13

          """;
      socket
          .getOutputStream()
          .write(request.formatted(path).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      assertThat(head).contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    void send(int first, String text) throws IOException {
      byte[] payload = text.getBytes(StandardCharsets.UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(payload.length + 8).put((byte) first);
      if (payload.length < 126) {
        frame.put((byte) (0x80 | payload.length));
      } else {
        frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
      }
      frame.putInt(MASK);
      for (int i = 0; i < payload.length; i++) {
        frame.put((byte) (payload[i] ^ (MASK >>> (24 - 8 * (i % 4)))));
      }
      socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    /** A frame as its first byte and its payload. */
    String read() throws IOException {
      int first = in.readUnsignedByte();
      int length = in.readUnsignedByte();
      if (length == 126) {
        length = in.readUnsignedShort();
      }
      return first + " " + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Gives how many bytes came, or 0 if the connection has ended in some way. */
    int skip() {
      try {
        return Math.max(0, in.read(skipped));
      } catch (IOException e) {
        return 0;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
