package dev.rtcrooms.hostile;

import dev.rtcrooms.testkit.websocket.RawSocket;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks for pages of long messages and reads none. It connects again when the server
 * ends it.
 */
final class StalledClient implements Attacker {

  /** With 20 connections, an address makes as many rooms as half of what it may in a minute. */
  private static final int CLIENTS_OF_A_ROOM = 4;

  private static final int PAGES_AT_ONCE = 3;
  private static final String TEXT = "\u4e2d".repeat(4_000);

  private final int port;
  private final String address;
  private final UUID room;
  private volatile @Nullable RawSocket socket;
  private int accepted;

  StalledClient(int port, int number, int address) {
    this.port = port;
    this.address = "203.0.113." + address;
    String name = "room of stalled clients " + number / CLIENTS_OF_A_ROOM;
    this.room = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void act() {
    try {
      RawSocket open = socket;
      if (open == null) {
        open = connect();
        open.text("{\"type\":\"say\",\"text\":\"" + TEXT + "\"}");
      }
      for (int i = 0; i < PAGES_AT_ONCE; i++) {
        open.text("{\"type\":\"chat-history\",\"ref\":\"a\",\"limit\":100}");
      }
      open.text("{\"type\":\"pong\"}");
    } catch (IOException e) {
      hangUp(); // the server ended it, or refused it
    }
  }

  private RawSocket connect() throws IOException {
    RawSocket opened =
        new RawSocket(port, "/room/" + room + "/websocket", "X-Forwarded-For: " + address);
    socket = opened; // also one that is refused has to be closed
    int status = opened.readStatus();
    if (status != 101) {
      throw new SocketException("refused with " + status);
    }
    accepted++;
    return opened;
  }

  @Override
  public int accepted() {
    return accepted;
  }

  private void hangUp() {
    try {
      close();
    } catch (IOException e) {
      // it is gone all the same
    }
  }

  @Override
  public void close() throws IOException {
    RawSocket old = socket;
    socket = null;
    if (old != null) {
      old.close();
    }
  }
}
