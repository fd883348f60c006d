package dev.rtcrooms.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypeListingTest {
  private final TypeListing listing = new TypeListing(new TypeText(new TypeNames()));

  @Test
  void aClassShowsWhatItsUsersAndSubclassesCanName() {
    assertThat(listing.lines(Samples.class))
        .containsExactly(
            "public abstract class Samples",
            "  protected static final long LONG = 5000000000L",
            "  public static final List<String> NOT_A_LITERAL",
            "  public static final char QUOTE = '\\''",
            "  public static final String TEXT = \"\\\"A\\\\B\\\"\\u00e9\"",
            "  protected int changing",
            "  protected Samples()",
            "  protected abstract <T extends Number & Comparable<T>> @Nullable T bounded(T[], T...)",
            "  public @Nullable String @Nullable [] nullable("
                + "Map.@Nullable Entry<? super String, ? extends @Nullable Object>, List<?>)",
            "  @Deprecated(forRemoval = true, since = \"1\") public final void old()",
            "  public static <E extends Exception> void thrower(Class<E>) throws E, IOException");
  }

  @Test
  void membersOfASuperclassThatCannotBeNamedAreThoseOfTheSubclass() {
    assertThat(listing.lines(Samples.Derived.class))
        .containsExactly(
            "public static final class Samples.Derived extends Exception"
                + " implements AutoCloseable, Cloneable",
            "  public void close()",
            "  public void inherited()",
            "  public void overridden()");
  }

  @Test
  void aSealedInterfaceShowsItsSubtypes() {
    assertThat(listing.lines(Samples.Shape.class))
        .containsExactly(
            "public sealed interface Samples.Shape"
                + " permits (internal), Samples.Open, Samples.Round",
            "  static final int SIDES = 3",
            "  void draw()",
            "  static Samples.Shape none()",
            "  default void redraw()");
    assertThat(listing.lines(Samples.Open.class))
        .containsExactly("public non-sealed interface Samples.Open extends Samples.Shape");
  }

  @Test
  void aRecordShowsItsComponentsOnce() {
    assertThat(listing.lines(Samples.Round.class))
        .containsExactly(
            "public record Samples.Round<T extends @Nullable Object>(@Nullable T center, int[] radius)"
                + " implements Samples.Shape",
            "  public Round(T)",
            "  public void draw()");
  }

  @Test
  void anAnnotationShowsItsDefaults() {
    assertThat(listing.lines(Samples.Note.class))
        .containsExactly(
            "public @interface Samples.Note",
            "  Class<?> type()",
            "  String[] value() default {\"none\"}");
  }

  @Test
  void theConstantsOfAnEnumKeepTheirOrder() {
    assertThat(listing.lines(Samples.Order.class))
        .containsExactly(
            "public enum Samples.Order implements Function<String, String>",
            "  SECOND",
            "  FIRST",
            "  public static final int COUNT = 2");
  }

  @Test
  void twoTypesOfOneNameAreWrittenInFull() {
    TypeNames names = new TypeNames();
    List.of(java.util.List.class, java.awt.List.class).forEach(names::of);

    assertThat(names.of(java.util.List.class)).isEqualTo("java.util.List");
    assertThat(names.of(java.awt.List.class)).isEqualTo("java.awt.List");
    assertThat(names.of(java.util.Map.Entry.class)).isEqualTo("Map.Entry");
  }
}
