package dev.rtcrooms.benchmarks.load;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Says to its one client what the client said, but mishandles the fourth message. */
final class FaultyServer implements AutoCloseable {
  private static final int WRONG = 4;

  enum Fault {
    LOSE,
    DOUBLE,
    SWAP
  }

  private final ServerSocket listening;
  private final Fault fault;
  private byte[] kept = {};

  private FaultyServer(ServerSocket listening, Fault fault) {
    this.listening = listening;
    this.fault = fault;
  }

  static FaultyServer start(Fault fault) throws IOException {
    FaultyServer server =
        new FaultyServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), fault);
    Thread thread = new Thread(server::serve, "faulty server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void serve() {
    try (Socket socket = listening.accept()) {
      socket.setTcpNoDelay(true);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      upgrade(in, out);
      for (int number = 1; ; number++) {
        answer(out, read(in), number);
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private static void upgrade(DataInputStream in, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    out.write("HTTP/1.1 101 Welcome\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  /** Gives a short frame as a server sends it. */
  private static byte[] read(DataInputStream in) throws IOException {
    byte first = in.readByte();
    int length = in.readUnsignedByte() & 0x7F;
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    byte[] frame = new byte[2 + length];
    frame[0] = first;
    frame[1] = (byte) length;
    for (int i = 0; i < length; i++) {
      frame[2 + i] = (byte) (payload[i] ^ mask[i % 4]);
    }
    return frame;
  }

  private void answer(OutputStream out, byte[] frame, int number) throws IOException {
    if (number == WRONG) {
      if (fault == Fault.DOUBLE) {
        out.write(frame);
        out.write(frame);
      }
      kept = frame;
      return;
    }
    out.write(frame);
    if (number == WRONG + 1 && fault == Fault.SWAP) {
      out.write(kept);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
