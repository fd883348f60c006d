package dev.rtcrooms.json;

import dev.rtcrooms.message.FieldWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;

/** Writes small JSON that is not a message, such as an HTTP answer; any thread. */
public final class JsonText {
  private JsonText() {}

  /**
   * Writes an object.
   *
   * @param fields writes the fields, in their order; lone surrogates become U+FFFD
   * @return one line without a line feed; not escaped for HTML
   */
  public static String object(Consumer<? super FieldWriter> fields) {
    byte[] utf8 = JsonSyntax.write(json -> fields.accept(new WrittenFields(json, Set.of())));
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
