package dev.rtcrooms.benchmarks.load;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a server is spoken to. In its texts, {@code {room}} stands for the room's name, {@code {seq}}
 * for the message's number, and {@code {payload}} for the payload. In headers and entrance, {@code
 * {session}} stands for the client's session key, {@code {resume}} for the field with its earlier
 * position, if it comes back, and {@code {recovered}} for whether it does; immutable.
 *
 * @param path of the WebSocket
 * @param headers lines of the opening handshake, each with a line feed at its end
 * @param entrance what is sent and expected until the client is in the room, in turns: an expected
 *     text begins with {@code <}, a sent one with {@code >}
 * @param message a frame that says a payload
 * @param longMessage a frame that says a payload of over {@value #SHORT} bytes
 * @param ping a whole frame that is to be answered, or null if there is none
 * @param pong the answer, or null
 * @param lifeSign sent now and then by each client, or null if the server wants none
 */
public record Dialect(
    String path,
    String headers,
    List<String> entrance,
    String message,
    String longMessage,
    @Nullable String ping,
    @Nullable String pong,
    @Nullable String lifeSign) {

  /** The longest payload that our chat takes. */
  public static final int SHORT = 4_000;

  /** What our {@code hello} says of the position from which the client may resume. */
  private static final Pattern POSITION =
      Pattern.compile("\"epoch\":\"([\\w-]+)\",\"position\":(\\d+)");

  /** Each frame is a payload, for all in the room of the path. */
  public static final Dialect RAW =
      new Dialect("/ws/{room}", "", List.of(), "{payload}", "{payload}", null, null, null);

  /** As {@link #RAW}, of a server that greets who comes with the number of members. */
  public static final Dialect RAW_GREETING =
      new Dialect(
          "/ws/{room}", "", List.of("<{\"members\":"), "{payload}", "{payload}", null, null, null);

  /** Our protocol, {@code rtc-rooms.v1}; the room's name is a UUID. */
  public static final Dialect ROOMS =
      new Dialect(
          "/room/{room}/websocket",
          "",
          List.of("<\"type\":\"hello\""),
          "{\"type\":\"say\",\"id\":\"{seq}\",\"text\":\"{payload}\"}",
          "{\"type\":\"post\",\"id\":\"{seq}\",\"text\":\"{payload}\"}",
          null,
          null,
          "{\"type\":\"pong\"}");

  /**
   * As {@link #ROOMS}, with the session keys and positions of clients that come back. They answer
   * pings, because a slow machine may take a minute to let all in.
   */
  public static final Dialect ROOMS_WITH_SESSIONS =
      new Dialect(
          ROOMS.path,
          "Sec-WebSocket-Protocol: rtc-rooms.v1, rtc-session.{session}{resume}\n",
          List.of("<\"recovered\":{recovered}"),
          ROOMS.message,
          ROOMS.longMessage,
          "{\"type\":\"ping\"}",
          ROOMS.lifeSign,
          ROOMS.lifeSign);

  /** Engine.IO 4 with Socket.IO 4 on top of it. */
  public static final Dialect SOCKET_IO =
      new Dialect(
          "/socket.io/?EIO=4&transport=websocket",
          "",
          List.of("<0{", ">40", "<40", ">42[\"join\",\"{room}\"]", "<joined"),
          "42[\"msg\",\"{payload}\"]",
          "42[\"msg\",\"{payload}\"]",
          "2",
          "3",
          null);

  /** Copies the list. */
  public Dialect {
    entrance = List.copyOf(entrance);
  }

  /**
   * The request with which the opening handshake begins.
   *
   * @param port of the server
   * @return a text with places for the room and the client
   */
  String handshake(int port) {
    return """
    GET %s HTTP/1.1
    Host: 127.0.0.1:%d
    Upgrade: websocket
    Connection: Upgrade
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
    Sec-WebSocket-Version: 13
    %s
    """
        .formatted(path, port, headers)
        .replace("\n", "\r\n");
  }

  /**
   * The field with which a client comes back.
   *
   * @param greeting the last text of the entrance
   * @return empty if the server has told no position
   */
  static String resume(String greeting) {
    Matcher position = POSITION.matcher(greeting);
    return position.find()
        ? ", rtc-resume.%s%%3A%s".formatted(position.group(1), position.group(2))
        : "";
  }

  /**
   * The frame for payloads of this size.
   *
   * @param payloadBytes the payload's size
   * @return a text with places for number and payload
   */
  String message(int payloadBytes) {
    return payloadBytes > SHORT ? longMessage : message;
  }
}
