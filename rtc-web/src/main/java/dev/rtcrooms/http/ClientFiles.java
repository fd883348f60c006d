package dev.rtcrooms.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The browser client's files on the class path; any thread. Each file is read once. Names without a
 * file are not cached, so that no client can fill the memory with them.
 */
final class ClientFiles {

  /** The one module that pages import. */
  static final String ENTRY = "rtc-rooms.js";

  private static final String ROOT = "/META-INF/resources" + Route.FILES;

  /**
   * Names of files in folders, none of which begins with a dot. So no name leads to a folder or out
   * of the root.
   */
  private static final Pattern NAME =
      Pattern.compile("(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\\.(\\w+)");

  /** Bounds the stack that the pattern needs, which grows with each folder. */
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

  /** Tells whether a name has the form of a file's, even if no such file exists. */
  static boolean named(String name) {
    return type(name) != null;
  }

  /** The file, or 304 if the client has it already; empty if it does not exist. */
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
