package dev.rtcrooms.hub.feature;

import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Reaction;
import dev.rtcrooms.message.Said;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Estimates how many bytes of the heap an event takes, by its fields; for one thread. Strings of
 * Latin-1 characters take one byte for each, and others two.
 */
public final class HeapSize implements FieldWriter {

  /** A record, its entry in a store, and the command that caused it. */
  private static final int EVENT = 160;

  /** A String object and its array. */
  private static final int TEXT = 48;

  private static final int NUMBER = 24;
  private static final int OBJECT = 48;
  private static final int LATIN_1 = 0xFF;

  private int bytes = EVENT;

  private HeapSize() {}

  /** The estimate for an event. */
  public static int of(MessageType<?> type, Event event) {
    if (event instanceof Said said) {
      return of(said);
    }
    HeapSize size = new HeapSize();
    type.write(event, size);
    return size.bytes;
  }

  /**
   * The estimate for a chat message. It is read directly, because rooms have many of them: a writer
   * besides the codec's would make writing them slower.
   */
  public static int of(Said said) {
    int bytes = EVENT + text(said.id()) + text(said.client()) + text(said.text()) + NUMBER;
    bytes += text(said.user().id()) + text(said.user().name());
    for (String user : said.mentions()) {
      bytes += text(user);
    }
    for (Reaction reaction : said.reactions()) {
      bytes += OBJECT + text(reaction.emoji());
      for (String user : reaction.users()) {
        bytes += text(user);
      }
    }
    return bytes;
  }

  @Override
  public FieldWriter text(String name, @Nullable String value) {
    return add(text(value));
  }

  /** The estimate for a text, 0 for none. */
  public static int text(@Nullable String value) {
    if (value == null) {
      return 0;
    }
    int length = value.length();
    for (int at = 0; at < length; at++) {
      if (value.charAt(at) > LATIN_1) {
        return TEXT + 2 * length;
      }
    }
    return TEXT + length;
  }

  @Override
  public FieldWriter number(String name, long value) {
    return add(NUMBER);
  }

  @Override
  public FieldWriter flag(String name, boolean value) {
    return add(1);
  }

  @Override
  public FieldWriter texts(String name, Iterable<String> values) {
    values.forEach(value -> add(text(value)));
    return add(OBJECT);
  }

  @Override
  public FieldWriter numbers(String name, Iterable<Long> values) {
    values.forEach(value -> add(NUMBER));
    return add(OBJECT);
  }

  @Override
  public <T> FieldWriter object(
      String name, @Nullable T value, BiConsumer<? super T, ? super FieldWriter> writer) {
    if (value != null) {
      writer.accept(value, this);
    }
    return add(OBJECT);
  }

  @Override
  public <T> FieldWriter objects(
      String name, List<T> values, BiConsumer<? super T, ? super FieldWriter> writer) {
    values.forEach(value -> object("", value, writer));
    return add(OBJECT);
  }

  private FieldWriter add(int more) {
    bytes += more;
    return this;
  }
}
