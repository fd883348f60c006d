package dev.rtcrooms.json;

import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.Fields;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;

/** Reads and writes small JSON that is not a message, such as an HTTP answer; any thread. */
public final class JsonText {
  private static final int MOST_CHARACTERS = 64 * 1024;
  private static final JsonSyntax SYNTAX = new JsonSyntax(MOST_CHARACTERS);

  private JsonText() {}

  /**
   * Reads an object.
   *
   * @param json one object of at most 65,536 characters
   * @return its fields
   * @throws dev.rtcrooms.RefusalException if it is not one object, or has no fields
   */
  public static FieldReader read(String json) {
    Fields.Builder fields = Fields.builder();
    SYNTAX.read(new Line(json, 1), fields);
    return fields.build();
  }

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
