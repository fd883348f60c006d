package dev.rtcrooms.hostile;

import dev.rtcrooms.testkit.websocket.RawSocket;
import dev.rtcrooms.transport.HandshakeField;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A hostile connection. It does as much harm as the limits of a client allow, and comes back
 * whenever it is ended. For one thread at a time.
 */
final class Intruder implements Attacker {

  /** How many act in one second. */
  static final int ACTS_PER_SECOND = 5;

  /** What an intruder tries. */
  enum Kind {
    /** Says the longest messages, and reads nothing. */
    STALLED_TALKER,
    /** Says as much as its room allows, each time as another user, and reads all. */
    TALKER,
    /** Says many short messages whose ids are long, each time as another user. */
    REMEMBERED,
    /** Leaves long messages of all kinds in one room after the other. */
    VISITOR,
    /** Asks for pages of long messages, and reads nothing. */
    STALLED_READER,
    /** Begins the longest frame, and does not end it. */
    UNFINISHED,
    /** Offers descriptions of many lines to all others of its kind, and long candidates. */
    PUBLISHER,
    /** Sends pings, and reads nothing. */
    PINGER
  }

  private static final String LONG = "\u4e2d".repeat(4_000);
  private static final String LONG_ID = "\u4e2d".repeat(56);

  /** It takes 1.3 seconds until the room allows as much again as a client may send at once. */
  private static final int ACTS_OF_A_TALKER = 8;

  private static final int ACTS_OF_A_VISIT = 8 * ACTS_PER_SECOND;
  private static final int ROOMS_OF_A_VISITOR = 10;
  private static final int ACTS_OF_A_USER = 22 * ACTS_PER_SECOND;
  private static final Pattern CONNECT =
      Pattern.compile("\"type\":\"connect\",\"peer\":\"([^\"]+)\".*?\"negotiation\":(\\d+)");
  private static final String CANDIDATE =
      "candidate:1 1 udp 1 203.0.113.9 9 typ host" + " x y".repeat(240);
  private static final String DESCRIPTION = description();
  private static final UUID STAGE = UUID.randomUUID();

  private final int port;
  private final int number;
  private final int address;
  private final Kind kind;
  private final UUID[] rooms = new UUID[ROOMS_OF_A_VISITOR];
  private final Queue<String> peers = new ArrayDeque<>();
  private @Nullable RawSocket socket;
  private int acts;
  private int connections;
  private int accepted;
  private long ids;

  /**
   * Does not connect yet.
   *
   * @param number of all
   * @param address the last part of its address, from 0
   */
  Intruder(int port, int number, int address) {
    this.port = port;
    this.number = number;
    this.address = address;
    this.kind = Kind.values()[number % Kind.values().length];
    for (int i = 0; i < rooms.length; i++) {
      rooms[i] = UUID.randomUUID();
    }
  }

  /** Does harm for a fifth of a second. */
  @Override
  public void act() {
    try {
      if (socket == null) {
        connect();
      }
      RawSocket to = socket;
      if (to != null) {
        attack(to);
        acts++;
      }
    } catch (IOException e) {
      hangUp(); // it was ended, or refused
    }
  }

  private void connect() throws IOException {
    acts = 0;
    peers.clear();
    connections++;
    String session = "session-of-intruder-" + number + "-" + connections;
    RawSocket opened =
        new RawSocket(
            port,
            "/room/" + room() + "/websocket",
            "X-Forwarded-For: 203.0.113." + address,
            "Sec-WebSocket-Protocol: rtc-rooms.v1, " + HandshakeField.SESSION.token(session));
    socket = opened;
    int status = opened.readStatus();
    if (status != 101) {
      throw new SocketException("refused with " + status);
    }
    accepted++;
  }

  @Override
  public int accepted() {
    return accepted;
  }

  private UUID room() {
    return switch (kind) {
      case PUBLISHER -> STAGE;
      case VISITOR -> rooms[connections % ROOMS_OF_A_VISITOR];
      default -> rooms[0];
    };
  }

  private void attack(RawSocket to) throws IOException {
    switch (kind) {
      case STALLED_TALKER -> {
        if (acts == 0) {
          sayAtOnce(to);
        }
        say(to, id());
      }
      case TALKER -> {
        to.discard();
        if (acts == 1) {
          sayAtOnce(to);
        } else if (acts == ACTS_OF_A_TALKER) {
          hangUp();
        }
      }
      case REMEMBERED -> {
        to.discard();
        for (int i = 0; i < 9; i++) {
          to.text("{\"type\":\"say\",\"id\":\"" + LONG_ID + id() + "\",\"text\":\"x\"}");
        }
        if (acts == ACTS_OF_A_USER) {
          hangUp();
        }
      }
      case VISITOR -> visit(to);
      case STALLED_READER -> {
        if (acts == 0) {
          sayAtOnce(to);
        } else {
          to.text("{\"type\":\"chat-history\",\"ref\":\"" + id() + "\",\"limit\":100}");
        }
      }
      case UNFINISHED -> {
        if (acts == 0) {
          byte[] message = ("x".repeat(63_000) + "\n").getBytes(StandardCharsets.UTF_8);
          to.send(RawSocket.TEXT, false, "\u4e2d\n".getBytes(StandardCharsets.UTF_8));
          for (int i = 0; i < 4; i++) {
            to.send(RawSocket.CONTINUATION, false, message);
          }
        }
        to.discard();
        to.send(RawSocket.PING, true, new byte[0]);
      }
      case PUBLISHER -> publish(to);
      case PINGER -> {
        for (int i = 0; i < 18; i++) {
          to.send(RawSocket.PING, true, new byte[125]);
        }
        if (acts % ACTS_PER_SECOND == 0) {
          to.text("{\"type\":\"pong\"}");
        }
      }
    }
  }

  /** As much as a client may send at once. */
  private void sayAtOnce(RawSocket to) throws IOException {
    for (int i = 0; i < 20; i++) {
      say(to, id());
    }
  }

  private String id() {
    return Long.toString(ids++);
  }

  private static void say(RawSocket to, String id) throws IOException {
    to.text("{\"type\":\"say\",\"id\":\"" + id + "\",\"text\":\"" + LONG + "\"}");
  }

  private void visit(RawSocket to) throws IOException {
    if (acts == 0) {
      ids = 1;
    }
    for (String frame = next(to); !frame.isEmpty(); frame = next(to)) {
      Matcher hello = Pattern.compile("\"type\":\"hello\".*?\"user\":\"([^\"]+)\"").matcher(frame);
      if (hello.find()) {
        peers.add(hello.group(1));
      }
    }
    if (acts % 3 == 0) {
      say(to, "visit-" + id());
    } else if (acts % 3 == 1 && !peers.isEmpty()) {
      to.text("{\"type\":\"say-to\",\"to\":\"" + peers.element() + "\",\"text\":\"" + LONG + "\"}");
    } else {
      to.text("{\"type\":\"react\",\"message\":" + ids + ",\"emoji\":\"x\",\"on\":true}");
      to.text("{\"type\":\"mark-read\",\"message\":1}");
    }
    if (acts == ACTS_OF_A_VISIT) {
      hangUp();
    }
  }

  private static String next(RawSocket from) throws IOException {
    return from.poll().orElse("");
  }

  private void publish(RawSocket to) throws IOException {
    if (acts == 0) {
      to.text("{\"type\":\"publish\"}");
    }
    for (String frame = next(to); !frame.isEmpty(); frame = next(to)) {
      CONNECT.matcher(frame).results().map(Intruder::peer).forEach(peers::add);
    }
    String peer = peers.poll();
    if (peer == null) {
      return;
    }
    peers.add(peer);
    if (acts % ACTS_PER_SECOND == 0) {
      to.text("{\"type\":\"offer\"," + peer + ",\"sdp\":\"" + DESCRIPTION + "\"}");
    } else {
      for (int i = 0; i < 2; i++) {
        to.text(
            "{\"type\":\"candidate\","
                + peer
                + ",\"candidate\":{\"candidate\":\""
                + CANDIDATE
                + "\",\"sdpMid\":\"0\",\"usernameFragment\":\"abcd\"}}");
      }
    }
  }

  private static String peer(MatchResult connect) {
    return "\"peer\":\"" + connect.group(1) + "\",\"negotiation\":" + connect.group(2);
  }

  /** As long as a message may be, in as many lines as there may be. */
  private static String description() {
    return String.join(
            "\\r\\n",
            "v=0",
            "o=- 1 1 IN IP4 127.0.0.1",
            "s=-",
            "t=0 0",
            "m=video 9 UDP/TLS/RTP/SAVPF 96",
            "c=IN IP4 0.0.0.0",
            "a=mid:0",
            "a=rtcp-mux",
            "a=ice-ufrag:abcd",
            "a=ice-pwd:qVb0Zk7TtJ3yWm9RcLd5XsHu",
            "a=fingerprint:sha-256 5A:0D:3C:91",
            "a=setup:actpass",
            "")
        + "a=x:123\\r\\n".repeat(4_000);
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
