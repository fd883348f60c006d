package dev.rtcrooms.sdp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Descriptions that stand in files, each below a line {@code == name}. The files have lone LFs,
 * which become the CR LF of the wire.
 */
final class Examples {

  static final String[] FILES = {
    "rfc9429.txt", "rfc4317.txt", "chromium.txt", "firefox.txt", "others.txt"
  };

  private Examples() {}

  /** All of a file, by name, in order. */
  static Map<String, String> in(String file) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String part : read(file).split("(?m)^== ", -1)) {
      int name = part.indexOf('\n');
      String text = part.substring(name + 1);
      if (!part.startsWith("#")) {
        found.put(part.substring(0, name), text.replace("\n", "\r\n"));
      }
    }
    return found;
  }

  /** All of all files, by file and name. */
  static Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String file : FILES) {
      in(file).forEach((name, text) -> all.put(file + ": " + name, text));
    }
    return all;
  }

  static String text(String file, String name) {
    return Objects.requireNonNull(in(file).get(name), name);
  }

  static SessionDescription description(String file, String name) {
    return parsed(text(file, name));
  }

  /** What cannot fail in the test at hand. */
  static SessionDescription parsed(String text) {
    try {
      return SessionDescription.parse(text);
    } catch (SdpException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }

  private static String read(String file) {
    try (InputStream in = Examples.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
