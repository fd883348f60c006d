package dev.rtcrooms.json;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Writes small JSON that is not a message, such as an HTTP answer; any thread. */
public final class JsonText {
  private JsonText() {}

  /**
   * Writes a flat object of texts.
   *
   * @param fields its members, written in the map's own order: a {@link java.util.LinkedHashMap}
   *     keeps it stable, {@link Map#of} does not. Lone surrogates become U+FFFD.
   * @return one line without a line feed; not escaped for HTML
   */
  public static String object(Map<String, String> fields) {
    byte[] utf8 = JsonSyntax.write(json -> fields.forEach(new WrittenFields(json, Set.of())::text));
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
