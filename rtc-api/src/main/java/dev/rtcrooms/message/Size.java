package dev.rtcrooms.message;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits the length of a text, in UTF-16 code units, or the number of elements of a list, in a
 * record with a derived {@link RecordFormat}. A received message outside these limits is refused as
 * {@link dev.rtcrooms.Refusal#BAD_FIELD}.
 *
 * <pre>{@code record Tags(@Size(max = 5) List<@Size(min = 1, max = 20) String> tags) {} }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Size {

  /**
   * The minimum length.
   *
   * @return 0 or more
   */
  int min() default 0;

  /**
   * The maximum length.
   *
   * @return at least {@link #min()}
   */
  int max() default Integer.MAX_VALUE;
}
