package dev.rtcrooms.examples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The pages' files, each read at its first request; any thread. */
final class Assets {

  /** Names of files in one folder. */
  private static final Pattern PATH = Pattern.compile("/(assets/[a-z0-9-]+\\.(css|js|svg))");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml");

  private final ConcurrentHashMap<String, Asset> known = new ConcurrentHashMap<>();

  /** The file at a path, or null if it does not exist. */
  @Nullable Asset find(String path) {
    Matcher file = PATH.matcher(path);
    return file.matches()
        ? known.computeIfAbsent(file.group(1), name -> read(name, file.group(2)))
        : null;
  }

  private static @Nullable Asset read(String name, String ending) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      return in == null ? null : Asset.of(TYPES.getOrDefault(ending, ""), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
