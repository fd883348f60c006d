package dev.rtcrooms.examples.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The pages' files: of each entry one file with all that it imports, whose path contains a version,
 * so that browsers never ask for it twice. Read and compressed once; any thread.
 */
final class Assets {

  private static final String FOLDER = "/assets/";
  private static final String CLIENT = "/rtc-rooms/";

  private static final List<String> ENTRIES =
      List.of(
          "icon.svg",
          "problem.css",
          "room.css",
          "room.js",
          "watch.css",
          "watch.js",
          "welcome.css",
          "welcome.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "svg", "image/svg+xml");

  private static final Pattern STYLE_COMMENT = Pattern.compile("(?s)/\\*.*?\\*/\\n?");
  private static final Pattern STYLE_IMPORT = Pattern.compile("(?m)^@import \"([a-z-]+\\.css)\";$");

  private final Map<String, String> paths = new HashMap<>();
  private final Map<String, Asset> assets = new HashMap<>();

  Assets() {
    for (String entry : ENTRIES) {
      int dot = entry.lastIndexOf('.');
      String ending = entry.substring(dot + 1);
      Asset asset = Asset.of(TYPES.getOrDefault(ending, ""), content(entry, ending));
      String path = FOLDER + entry.substring(0, dot) + "-" + asset.version() + "." + ending;
      paths.put(entry, path);
      assets.put(path, asset);
    }
  }

  /** The path of each entry, by its name. */
  Map<String, String> paths() {
    return Map.copyOf(paths);
  }

  /** The file at a path, or null if it does not exist. */
  @Nullable Asset find(String path) {
    return assets.get(path);
  }

  private static String content(String entry, String ending) {
    return switch (ending) {
      case "js" -> new ScriptBundle(Assets::read).of(FOLDER + entry);
      case "css" -> styles(entry);
      default -> read(FOLDER + entry);
    };
  }

  private static String styles(String name) {
    return STYLE_IMPORT
        .matcher(STYLE_COMMENT.matcher(read(FOLDER + name)).replaceAll(""))
        .replaceAll(match -> Matcher.quoteReplacement(styles(match.group(1))));
  }

  /** Reads a file beside this class, or one of the browser client. */
  private static String read(String path) {
    try (InputStream in =
        path.startsWith(CLIENT)
            ? Assets.class.getResourceAsStream("/META-INF/resources" + path)
            : Assets.class.getResourceAsStream(path.substring(1))) {
      if (in == null) {
        throw new IllegalStateException("There is no file " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
