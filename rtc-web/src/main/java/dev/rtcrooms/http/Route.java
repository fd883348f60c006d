package dev.rtcrooms.http;

import dev.rtcrooms.Role;
import dev.rtcrooms.transport.Masked;
import java.util.List;

/**
 * Where a path leads; immutable.
 *
 * @param kind what is there
 * @param key the id or file name in the path, still unchecked; empty if the kind has none
 */
record Route(Kind kind, String key) {

  /** What there is, and which methods it knows beside OPTIONS. */
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

  /**
   * Reads a path.
   *
   * @param prefix what must stand before ours, perhaps nothing
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
    boolean room = segments[0].equals("room");
    boolean socket = segments.length == 3 && segments[2].equals("websocket");
    if (!(room || segments[0].equals("stream")) || !(segments.length == 2 || socket)) {
      return new Route(Kind.NOTHING, rest);
    }
    String key = segments[1];
    if (key.isEmpty()) {
      return new Route(Kind.NOTHING, rest);
    }
    if (socket) {
      return new Route(room ? Kind.ROOM_SOCKET : Kind.STREAM_SOCKET, key);
    }
    if (room && key.equals("create")) {
      return new Route(Kind.CREATE, "");
    }
    return new Route(room ? Kind.ROOM : Kind.STREAM, key);
  }

  /** The role that the page at this place leads to; whatever is not for watchers is not secret. */
  Role role() {
    return kind == Kind.STREAM || kind == Kind.STREAM_SOCKET ? Role.WATCHER : Role.PARTICIPANT;
  }

  /** The path as a log may show it: ids are capabilities, and what is unknown may be one. */
  String masked() {
    return switch (kind) {
      case CREATE -> "/room/create";
      case ROOM -> "/room/" + Masked.id(key);
      case STREAM -> "/stream/" + Masked.id(key);
      case ROOM_SOCKET -> "/room/" + Masked.id(key) + "/websocket";
      case STREAM_SOCKET -> "/stream/" + Masked.id(key) + "/websocket";
      case FILE -> FILES + (ClientFiles.named(key) ? key : Masked.id(key));
      case NOTHING -> "/" + Masked.id(key.substring(Math.min(1, key.length())));
    };
  }
}
