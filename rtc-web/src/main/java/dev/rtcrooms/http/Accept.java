package dev.rtcrooms.http;

import java.util.Locale;

/**
 * Content negotiation between the two forms of a page (RFC 9110 §12.5.1); any thread. A browser
 * gets HTML, and so does who has no preference; who names JSON before HTML gets JSON. Nobody gets
 * 406: an unasked-for answer is better than none.
 */
final class Accept {

  private static final String ANY = "*/*";

  private Accept() {}

  static boolean prefersJson(String accept) {
    Fit html = Fit.of(accept, "text/html");
    return Fit.of(accept, "application/json").betterThan(html)
        || Fit.of(accept, "application/problem+json").betterThan(html);
  }

  /**
   * How well a type fits what is accepted.
   *
   * @param weight 0 to 1; counts first
   * @param precision how exactly the deciding range names the type, 0 if none does
   */
  private record Fit(double weight, int precision) {

    /** Of all ranges that match, the most precise decides, whatever its weight. */
    static Fit of(String accept, String type) {
      Fit best = new Fit(0, 0);
      for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
        String[] parts = range.split(";", -1);
        int precision = precision(parts[0].strip(), type);
        if (precision > best.precision) {
          best = new Fit(weight(parts), precision);
        }
      }
      return best;
    }

    boolean betterThan(Fit other) {
      return weight > other.weight
          || (weight > 0 && weight == other.weight && precision > other.precision);
    }

    private static int precision(String range, String type) {
      if (range.equals(type)) {
        return 3;
      }
      if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
        return 2;
      }
      return range.equals(ANY) ? 1 : 0;
    }

    /** A weight that is none counts as not given (RFC 9110 §12.4.2). */
    private static double weight(String[] parts) {
      for (String part : parts) {
        String parameter = part.strip();
        if (parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")) {
          return Double.parseDouble(parameter.substring(2));
        }
      }
      return 1;
    }
  }
}
