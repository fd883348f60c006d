package dev.rtcrooms.json;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.FieldReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fields of one received object; for one thread. What nobody asks for is never judged, so a
 * field is refused only when its message's reader wants it.
 */
final class ReceivedFields implements FieldReader {
  /** Texts, Longs, Booleans, Lists, ReceivedFields and {@link Odd}s. */
  private final Map<String, Object> values = new HashMap<>();

  /** A value that no field can have. */
  enum Odd {
    NULL("is null"),
    FRACTION("is not a whole number"),
    HUGE("is out of range"),
    TWICE("stands there twice");

    private final String fault;

    Odd(String fault) {
      this.fault = fault;
    }
  }

  void put(String name, Object value) {
    if (values.put(name, value) != null) {
      values.put(name, Odd.TWICE);
    }
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  @Override
  public String text(String name) {
    return required(name, optionalText(name));
  }

  @Override
  public Optional<String> optionalText(String name) {
    Optional<String> text = find(name, String.class, "is not text");
    text.ifPresent(t -> checkSurrogates(name, t));
    return text;
  }

  @Override
  public long number(String name) {
    return required(name, optionalNumber(name));
  }

  @Override
  public Optional<Long> optionalNumber(String name) {
    return find(name, Long.class, "is not a whole number");
  }

  @Override
  public boolean flag(String name) {
    return required(name, find(name, Boolean.class, "is not true or false"));
  }

  @Override
  public List<String> texts(String name) {
    List<String> texts = elements(name, String.class, "is not text");
    for (int i = 0; i < texts.size(); i++) {
      checkSurrogates(element(name, i), texts.get(i));
    }
    return texts;
  }

  @Override
  public <T> T object(String name, Function<? super FieldReader, ? extends T> reader) {
    return required(name, optionalObject(name, reader));
  }

  @Override
  public <T> Optional<T> optionalObject(
      String name, Function<? super FieldReader, ? extends T> reader) {
    return find(name, ReceivedFields.class, "is not an object").map(o -> o.as(name, reader));
  }

  @Override
  public <T> List<T> objects(String name, Function<? super FieldReader, ? extends T> reader) {
    List<ReceivedFields> objects = elements(name, ReceivedFields.class, "is not an object");
    List<T> read = new ArrayList<>(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      read.add(objects.get(i).as(element(name, i), reader));
    }
    return List.copyOf(read);
  }

  /** Reads this object as the field of another, whose path every refusal then names. */
  private <T> T as(String path, Function<? super FieldReader, ? extends T> reader) {
    try {
      return reader.apply(this);
    } catch (RefusalException e) {
      Refusal refusal = e.refusal();
      String field = refusal.field().map(inner -> path + "." + inner).orElse(path);
      throw new RefusalException(Refusal.ofField(refusal.code(), field, refusal.text()));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw bad(path, String.valueOf(e.getMessage()));
    }
  }

  private <V> Optional<V> find(String name, Class<V> kind, String fault) {
    Object value = values.get(name);
    if (value == null || value == Odd.NULL) {
      return Optional.empty();
    }
    return Optional.of(cast(name, value, kind, fault));
  }

  private <V> List<V> elements(String name, Class<V> kind, String fault) {
    List<?> list = required(name, find(name, List.class, "is not a list"));
    List<V> elements = new ArrayList<>(list.size());
    for (Object value : list) {
      elements.add(cast(element(name, elements.size()), value, kind, fault));
    }
    return List.copyOf(elements);
  }

  private static <V> V cast(String path, Object value, Class<V> kind, String fault) {
    if (kind.isInstance(value)) {
      return kind.cast(value);
    }
    throw bad(path, path + " " + (value instanceof Odd odd ? odd.fault : fault));
  }

  private static <V> V required(String name, Optional<V> value) {
    return value.orElseThrow(
        () ->
            new RefusalException(
                Refusal.ofField(Refusal.MISSING_FIELD, name, name + " is missing")));
  }

  private static void checkSurrogates(String path, String text) {
    if (!WellFormed.is(text)) {
      throw bad(path, path + " holds a lone surrogate");
    }
  }

  private static String element(String name, int index) {
    return name + "[" + index + "]";
  }

  private static RefusalException bad(String path, String text) {
    return new RefusalException(Refusal.ofField(Refusal.BAD_FIELD, path, text));
  }
}
