package dev.rtcrooms.json;

import dev.rtcrooms.message.Fields;
import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Parses JSON objects (RFC 8259) within limits, and writes them; any thread. */
final class JsonSyntax {
  static final int MAX_DEPTH = 16;
  static final int MAX_NAME = 256;
  static final int MAX_NUMBER = 1000;

  private static final JsonFactory WRITER = new JsonFactory();
  private static final Object FRACTION = Fields.unusable("is not a whole number");
  private static final Object HUGE = Fields.unusable("is out of range");
  private static final Object NULL = Fields.unusable("is null");
  private static final Object LONE_SURROGATE = Fields.unusable("holds a lone surrogate");

  private final JsonFactory reader;
  private final int maxChars;

  /**
   * A parser with these limits.
   *
   * @param maxChars the longest message
   */
  JsonSyntax(int maxChars) {
    this.maxChars = maxChars;
    this.reader =
        JsonFactory.builder()
            // names come from clients: no table that all messages share may grow with them
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(maxChars)
                    .maxStringLength(maxChars)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();
  }

  /**
   * Reads the one object of a line.
   *
   * @param fields gets the fields, also those before an error in the line
   * @throws dev.rtcrooms.RefusalException if the line is not one JSON object within the limits
   */
  void read(Line line, Fields.Builder fields) {
    if (line.text().length() > maxChars) {
      throw line.malformed("More than " + maxChars + " characters", maxChars + 1L);
    }
    try (JsonParser parser = parser(line.text())) {
      try {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          throw line.malformed("Not an object", column(parser.currentTokenLocation()));
        }
        object(parser, fields);
        if (fields.build().isEmpty()) {
          throw line.malformed("An empty object", column(parser.currentTokenLocation()));
        }
        if (parser.nextToken() != null) {
          throw line.malformed("More than one object", column(parser.currentTokenLocation()));
        }
      } catch (StreamConstraintsException e) {
        throw line.malformed(
            "More than %d levels, or a name over %d or a number over %d characters,"
                .formatted(MAX_DEPTH, MAX_NAME, MAX_NUMBER),
            column(parser.currentLocation()));
      } catch (JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        throw line.malformed("Not JSON", column(at == null ? parser.currentLocation() : at));
      }
    }
  }

  /** Jackson copies a string with one instruction, and reads an array where it is. */
  private JsonParser parser(CharSequence text) {
    return text instanceof CharBuffer buffer && buffer.hasArray()
        ? reader.createParser(
            ObjectReadContext.empty(),
            buffer.array(),
            buffer.arrayOffset() + buffer.position(),
            buffer.remaining())
        : reader.createParser(ObjectReadContext.empty(), text.toString());
  }

  private static long column(TokenStreamLocation at) {
    return at.getCharOffset() + 1;
  }

  /**
   * Recursion is bounded: the parser refuses the level after {@link #MAX_DEPTH}. A field whose name
   * holds a lone surrogate is left out: no message knows it, and it could not be passed on.
   */
  private static Fields.Builder object(JsonParser parser, Fields.Builder fields) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      Object value = token == JsonToken.VALUE_NULL ? null : value(parser, token);
      if (WellFormed.is(name)) {
        fields.put(name, value);
      }
    }
    return fields;
  }

  private static List<Object> list(JsonParser parser) {
    List<Object> values = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      values.add(value(parser, t));
    }
    return values;
  }

  private static Object value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser, Fields.builder()).build();
      case START_ARRAY -> list(parser);
      case VALUE_STRING -> text(parser.getString());
      case VALUE_NUMBER_INT -> number(parser.getString());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> NULL;
      default -> FRACTION;
    };
  }

  private static Object text(String text) {
    return WellFormed.is(text) ? text : LONE_SURROGATE;
  }

  /** Does not let Jackson convert long numbers, which takes more than linear time. */
  private static Object number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return HUGE;
    }
  }

  /**
   * Writes one object.
   *
   * @param members writes names and values
   * @return UTF-8, without a line feed
   */
  static byte[] write(Consumer<? super JsonGenerator> members) {
    Utf8 utf8 = new Utf8();
    try (JsonGenerator json = WRITER.createGenerator(ObjectWriteContext.empty(), utf8)) {
      json.writeStartObject();
      members.accept(json);
      json.writeEndObject();
    }
    return utf8.bytes();
  }

  /** Output that fits the generator's buffer arrives in one piece and is copied once. */
  private static final class Utf8 extends ByteArrayOutputStream {
    Utf8() {
      super(0);
    }

    byte[] bytes() {
      return count == buf.length ? buf : toByteArray();
    }
  }
}
