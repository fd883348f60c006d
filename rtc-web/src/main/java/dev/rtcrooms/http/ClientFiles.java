package dev.rtcrooms.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The browser client's files on the class path; any thread. Each is read once; what is not there is
 * not remembered, so that nobody can fill the memory with names.
 */
final class ClientFiles {

  /** The one module that pages import. */
  static final String ENTRY = "rtc-rooms.js";

  private static final String ROOT = "/META-INF/resources" + Route.FILES;

  /**
   * Names with an extension that we serve, in folders whose names do not begin with a dot: so
   * neither folders nor anything above can be named.
   */
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.(\\w+)");

  /** The pattern above needs stack for each folder. */
  private static final int MAX_NAME = 200;

  private static final Map<String, String> TYPES =
      Map.of(
          "js", "text/javascript; charset=utf-8", // RFC 9239 §6.1
          "mjs", "text/javascript; charset=utf-8",
          "ts", "text/plain; charset=utf-8", // .d.ts; TypeScript has no registered type
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "map", "application/json",
          "svg", "image/svg+xml",
          "html", "text/html; charset=utf-8",
          "txt", "text/plain; charset=utf-8");

  private final Map<String, ClientFile> files = new ConcurrentHashMap<>();

  /** Tells whether this could be one of the files; says nothing of whether it is there. */
  static boolean named(String name) {
    return type(name) != null;
  }

  /** The file, or 304 if the one who asks has it already, or empty if there is none. */
  Optional<RoomResponse> answer(String name, String ifNoneMatch) {
    return Optional.ofNullable(type(name))
        .map(type -> files.computeIfAbsent(name, n -> ClientFile.read(ROOT + n, type)))
        .map(file -> file.answer(ifNoneMatch));
  }

  private static @Nullable String type(String name) {
    Matcher matcher = NAME.matcher(name);
    boolean plain = name.length() <= MAX_NAME && matcher.matches();
    return plain ? TYPES.get(matcher.group(1)) : null;
  }
}
