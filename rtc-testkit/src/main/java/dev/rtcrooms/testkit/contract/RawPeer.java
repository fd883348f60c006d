package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client of a transport that can break each rule of RFC 6455. For one thread. */
final class RawPeer extends RawSocket implements TransportPeer {

  RawPeer(int port, int patienceSeconds) throws IOException {
    super(port, patienceSeconds);
    sendAtOnce();
  }

  /** Reads the answer to the handshake, which must be 101. */
  List<String> readAccepted() throws IOException {
    List<String> answer = readAnswer();
    if (!answer.get(0).startsWith("HTTP/1.1 101")) {
      throw new IOException("not let in: " + answer);
    }
    return answer;
  }

  /** A command, as a text frame has it. */
  static String command(String text) {
    return "{\"type\":\"say\",\"id\":\"" + text.hashCode() + "\",\"text\":\"" + text + "\"}";
  }

  @Override
  public void say(String text) throws IOException {
    text(command(text));
  }

  @Override
  public String read() throws IOException {
    return new String(read(TEXT), StandardCharsets.UTF_8);
  }

  @Override
  public void leave() throws IOException {
    send(CLOSE, true, new byte[] {1000 >> 8, (byte) (1000 & 0xFF)});
  }

  @Override
  public void crash() throws IOException {
    close();
  }
}
