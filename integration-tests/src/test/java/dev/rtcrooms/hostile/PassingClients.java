package dev.rtcrooms.hostile;

import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Clients that come one after the other: each joins a room, and is ended when the next one comes.
 * Those that only fall silent stay open until {@code close}.
 */
final class PassingClients implements Attacker {

  private static final int OF_ONE_ADDRESS = 20;

  private final int port;
  private final int number;
  private final List<RawSocket> silent = new ArrayList<>();
  private int connections;
  private int accepted;

  /**
   * Connects nobody yet.
   *
   * @param number of these clients among others that pass
   */
  PassingClients(int port, int number) {
    this.port = port;
    this.number = number;
  }

  @Override
  public synchronized void act() {
    int address = connections / OF_ONE_ADDRESS;
    String room = "room of passing clients " + number + " " + address;
    try {
      RawSocket socket =
          new RawSocket(
              port,
              "/room/"
                  + UUID.nameUUIDFromBytes(room.getBytes(StandardCharsets.UTF_8))
                  + "/websocket",
              "X-Forwarded-For: 10." + number + "." + address / 250 + "." + address % 250);
      if (socket.readStatus() != 101) {
        socket.close();
      } else {
        accepted++;
        if (end(socket, connections)) {
          socket.close();
        } else {
          silent.add(socket);
        }
      }
    } catch (IOException e) {
      // the server refused it, or ended it first
    }
    connections++;
  }

  @Override
  public int accepted() {
    return accepted;
  }

  /**
   * Ends a connection as its number says: with a close frame, with an end of TCP, or not at all, so
   * that the server must notice its silence.
   *
   * @return whether the connection may be closed here
   */
  static boolean end(RawSocket socket, int number) throws IOException {
    switch (number % 3) {
      case 0 -> socket.send(RawSocket.CLOSE, true, new byte[] {3, (byte) 0xE8});
      case 1 -> socket.close();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public synchronized void close() throws IOException {
    for (RawSocket each : silent) {
      each.close();
    }
    silent.clear();
  }
}
