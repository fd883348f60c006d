package dev.rtcrooms.listing;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Declarations of each kind, for {@link TypeListingTest}. Never run. */
@SuppressWarnings("unused")
public abstract class Samples {
  public static final char QUOTE = '\'';
  public static final String TEXT = "\"A\\B\"\u00e9";
  protected static final long LONG = 5_000_000_000L;
  public static final List<String> NOT_A_LITERAL = List.of();
  static final int HIDDEN = 1;
  protected volatile int changing;

  protected Samples() {}

  Samples(int hidden) {}

  @Deprecated(since = "1", forRemoval = true)
  public final synchronized void old() {}

  protected abstract <T extends Number & Comparable<T>> @Nullable T bounded(T[] all, T... more);

  public static <E extends Exception> void thrower(Class<E> type) throws E, IOException {}

  public @Nullable String @Nullable [] nullable(
      Map.@Nullable Entry<? super String, ? extends @Nullable Object> entry, List<?> any) {
    return null;
  }

  void hidden() {}

  interface Mark extends Cloneable {}

  /** Members that its public subclass inherits. */
  abstract static class Base extends Exception implements AutoCloseable, Mark {
    public void inherited() {}

    public void overridden() {}

    @Override
    public void close() {}
  }

  /** A class with a superclass that cannot be named. */
  public static final class Derived extends Base {
    private Derived() {}

    @Override
    public void overridden() {}

    protected void unreachable() {}
  }

  /** A sealed type. */
  public sealed interface Shape {
    int SIDES = 3;

    void draw();

    default void redraw() {}

    static Shape none() {
      return new Hidden();
    }
  }

  /** A generic record with accessors and constructors of its own. */
  public record Round<T extends @Nullable Object>(@Nullable T center, int... radius)
      implements Shape {
    public Round {}

    public Round(T center) {
      this(center, 1);
    }

    @Override
    public int[] radius() {
      return radius.clone();
    }

    @Override
    public void draw() {}

    @Override
    public String toString() {
      return "Round";
    }
  }

  /** An annotation. */
  public @interface Note {
    String[] value() default {"none"};

    Class<?> type();
  }

  private record Hidden() implements Shape {
    @Override
    public void draw() {}
  }

  /** A type that anybody may implement. */
  public non-sealed interface Open extends Shape {}

  /** An enum with a constant that has a body. */
  public enum Order implements Function<String, String> {
    SECOND {
      @Override
      public String apply(String text) {
        return text;
      }
    },
    FIRST {
      @Override
      public String apply(String text) {
        return "";
      }
    };

    public static final int COUNT = 2;
  }
}
