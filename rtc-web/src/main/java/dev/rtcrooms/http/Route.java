package dev.rtcrooms.http;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Masked;
import java.util.List;

/**
 * The resource at a path; immutable, any thread. Contains all rules about the rooms' addresses.
 *
 * @param kind the kind of the resource
 * @param key the id or file name in the path, not yet checked; empty if the kind has none
 */
record Route(Kind kind, String key) {

  /** The kinds of resources, and which methods each supports beside OPTIONS. */
  enum Kind {
    CREATE,
    ROOM,
    STREAM,
    ROOM_SOCKET,
    STREAM_SOCKET,
    FILE,
    NOTHING;

    List<String> methods() {
      return this == CREATE ? List.of("GET", "HEAD", "POST") : List.of("GET", "HEAD");
    }
  }

  static final String FILES = "/rtc-rooms/";

  /** How many segments the path of a WebSocket has. */
  static final int SOCKET_SEGMENTS = 3;

  private static final String ROOM = "room";
  private static final String STREAM = "stream";
  private static final String CREATE = "create";
  private static final String SOCKET = "websocket";

  /** The paths below which all addresses lie, after the prefix. */
  static final List<String> PATHS = List.of("/" + ROOM, "/" + STREAM, "/rtc-rooms");

  /**
   * Checks the prefix of all addresses.
   *
   * @throws IllegalArgumentException if it is neither empty nor a path with a leading and without a
   *     trailing slash
   */
  static String checkedPrefix(String prefix) {
    if (!prefix.matches("(/[A-Za-z0-9._~-]+)*")) {
      throw new IllegalArgumentException(
          "A path begins with a slash and does not end with one, such as /meet: "
              + Masked.text(prefix));
    }
    return prefix;
  }

  /** The path of a page. */
  static String page(Role role, String key) {
    return "/" + (role == Role.PARTICIPANT ? ROOM : STREAM) + "/" + key;
  }

  /** The path of a WebSocket. */
  static String socket(Role role, String key) {
    return page(role, key) + "/" + SOCKET;
  }

  /**
   * Reads a path.
   *
   * @param prefix the prefix of all addresses, possibly empty
   */
  static Route of(String prefix, String path) {
    if (!path.startsWith(prefix + "/")) {
      return new Route(Kind.NOTHING, path);
    }
    String rest = path.substring(prefix.length());
    if (rest.startsWith(FILES)) {
      return new Route(Kind.FILE, rest.substring(FILES.length()));
    }
    String[] segments = rest.substring(1).split("/", -1);
    boolean room = segments[0].equals(ROOM);
    boolean socket = segments.length == SOCKET_SEGMENTS && segments[2].equals(SOCKET);
    if (!(room || segments[0].equals(STREAM)) || !(segments.length == 2 || socket)) {
      return new Route(Kind.NOTHING, rest);
    }
    String key = segments[1];
    if (key.isEmpty()) {
      return new Route(Kind.NOTHING, rest);
    }
    if (socket) {
      return new Route(room ? Kind.ROOM_SOCKET : Kind.STREAM_SOCKET, key);
    }
    if (room && key.equals(CREATE)) {
      return new Route(Kind.CREATE, "");
    }
    return new Route(room ? Kind.ROOM : Kind.STREAM, key);
  }

  /** The role of the address. Addresses that are not for watchers count as participants'. */
  Role role() {
    return kind == Kind.STREAM || kind == Kind.STREAM_SOCKET ? Role.WATCHER : Role.PARTICIPANT;
  }

  /** The path for a log: ids are capabilities, and an unknown path may contain one. */
  String masked() {
    return switch (kind) {
      case CREATE -> page(Role.PARTICIPANT, CREATE);
      case ROOM, STREAM -> page(role(), Masked.id(key));
      case ROOM_SOCKET, STREAM_SOCKET -> socket(role(), Masked.id(key));
      case FILE -> FILES + (ClientFiles.named(key) ? key : Masked.id(key));
      case NOTHING -> "/" + Masked.id(key.substring(Math.min(1, key.length())));
    };
  }
}
