package dev.rtcrooms.hostile;

import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Clients that come one after the other, each from another address than the one before. Each joins
 * a room, and is ended at once. Those that only fall silent stay open until {@code close}.
 */
final class PassingClients implements Attacker {

  /** At 25 connections a second, each address comes back after five seconds. */
  private static final int ADDRESSES = 125;

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
    int address = connections % ADDRESSES;
    String room = "room of passing clients " + number + " " + address;
    String target =
        "/room/" + UUID.nameUUIDFromBytes(room.getBytes(StandardCharsets.UTF_8)) + "/websocket";
    try {
      RawSocket socket =
          new RawSocket(port, target, "X-Forwarded-For: 10." + number + ".0." + address);
      if (!isLeftOpen(socket)) {
        socket.close();
      }
    } catch (IOException e) {
      // there was no connection
    }
    connections++;
  }

  private boolean isLeftOpen(RawSocket socket) {
    try {
      if (socket.readStatus() != 101) {
        return false;
      }
      accepted++;
      if (end(socket, connections)) {
        return false;
      }
    } catch (IOException e) {
      return false; // the server ended it first
    }
    silent.add(socket);
    return true;
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
