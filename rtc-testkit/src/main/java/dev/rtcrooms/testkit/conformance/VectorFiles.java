package dev.rtcrooms.testkit.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files of vectors; any thread. */
final class VectorFiles {

  private static final String FOLDER = "/META-INF/rtc-rooms/conformance/";

  private VectorFiles() {}

  /**
   * Reads all vectors of the files that the index lists.
   *
   * @param list the field of the index
   */
  static List<Map<?, ?>> read(String list) {
    List<Map<?, ?>> vectors = new ArrayList<>();
    for (Object file : list(object(file("index.json")).get(list))) {
      for (Object vector : list(object(file(file.toString())).get("vectors"))) {
        vectors.add(object(vector));
      }
    }
    return vectors;
  }

  private static Object file(String name) {
    try (InputStream in = VectorFiles.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("No file " + FOLDER + name);
      }
      return JsonValues.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<?> list(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("Not a list: " + value);
  }

  static Map<?, ?> object(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("Not an object: " + value);
  }
}
