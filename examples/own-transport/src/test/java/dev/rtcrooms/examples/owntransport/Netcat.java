package dev.rtcrooms.examples.owntransport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A socket and nothing else; for the test's thread. A read waits for 20 seconds at most. */
final class Netcat implements AutoCloseable {

  private static final int MILLIS = 20_000;

  private final Socket socket;
  private final BufferedReader lines;

  Netcat(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(MILLIS);
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  Netcat type(String line) throws IOException {
    return send((line + "\n").getBytes(StandardCharsets.UTF_8));
  }

  Netcat send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Passes over all lines of other types. */
  String next(String type) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains("\"type\":\"" + type + "\"")) {
        return line;
      }
    }
    throw new AssertionError("The connection ended before a " + type);
  }

  /** Reads to the end of the connection. */
  boolean ended() throws IOException {
    return lines.readLine() == null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
