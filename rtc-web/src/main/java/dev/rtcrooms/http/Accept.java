package dev.rtcrooms.http;

import java.util.Locale;

/**
 * Content negotiation between the two forms of a page (RFC 9110 §12.5.1); any thread. JSON is sent
 * if the request prefers it to HTML, and HTML otherwise. There is no 406: a page in the other form
 * is more useful than none.
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
   * How well an Accept header matches a type.
   *
   * @param weight 0 to 1; compared first
   * @param precision how exactly the deciding range names the type, 0 if none does
   */
  private record Fit(double weight, int precision) {

    /** The most precise of all matching ranges decides, whatever its weight. */
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

    /** A malformed weight counts as missing (RFC 9110 §12.4.2). */
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
