package dev.rtcrooms.benchmarks.report;

/** Builds a picture in SVG that can be read on light and on dark pages; for one thread. */
public final class Svg {

  private static final String STYLE =
      """
      <style>
      .page { fill: #ffffff } .text { fill: #111827 } .faint { fill: #4b5563 }
      .rule { stroke: #e5e7eb }
      .ours { fill: #1f6feb } .ours-light { fill: #9cc3fb }
      .peers { fill: #6b7280 } .peers-light { fill: #c8ccd2 }
      polyline { stroke-width: 2 }
      .series0 { stroke: #1f6feb; fill: #1f6feb } .series1 { stroke: #c2410c; fill: #c2410c }
      .series2 { stroke: #15803d; fill: #15803d } .series3 { stroke: #9333ea; fill: #9333ea }
      .series4 { stroke: #111827; fill: #111827 }
      @media (prefers-color-scheme: dark) {
      .page { fill: #0d1117 } .text { fill: #e6edf3 } .faint { fill: #9aa4b0 }
      .rule { stroke: #30363d }
      .ours { fill: #4493f8 } .ours-light { fill: #1d4f91 }
      .peers { fill: #9aa4b0 } .peers-light { fill: #4a525c }
      .series0 { stroke: #58a6ff; fill: #58a6ff } .series1 { stroke: #fb923c; fill: #fb923c }
      .series2 { stroke: #4ade80; fill: #4ade80 } .series3 { stroke: #d8b4fe; fill: #d8b4fe }
      .series4 { stroke: #e6edf3; fill: #e6edf3 }
      }
      </style>
      """;

  private final StringBuilder body = new StringBuilder();

  /** Has nothing but its page yet. */
  public Svg() {}

  /** What something looks like. */
  public enum Ink {
    /** Text to be read first, and the names of peers. */
    TEXT("text"),
    /** Text that explains. */
    FAINT("faint"),
    /** Lines of a diagram's grid. */
    RULE("rule"),
    /** What is ours. */
    OURS("ours"),
    /** The part of it that is not told apart. */
    OURS_LIGHT("ours-light"),
    /** What is compared with ours. */
    PEERS("peers"),
    /** The part of it that is not told apart. */
    PEERS_LIGHT("peers-light");

    private final String style;

    Ink(String style) {
      this.style = style;
    }
  }

  /** Where a text is relative to its point. */
  public enum Anchor {
    /** It begins there. */
    START,
    /** Its middle is there. */
    MIDDLE,
    /** It ends there. */
    END;

    private String word() {
      return switch (this) {
        case START -> "start";
        case MIDDLE -> "middle";
        case END -> "end";
      };
    }
  }

  /**
   * Writes a line of text.
   *
   * @param x of its anchor
   * @param y of its base line
   * @param anchor which part of it is at {@code x}
   * @param ink its color
   * @param text in plain characters
   * @param bold whether it is a heading
   */
  public void text(double x, double y, Anchor anchor, Ink ink, String text, boolean bold) {
    body.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" class=\"%s\"%s>%s</text>\n"
            .formatted(
                number(x),
                number(y),
                anchor.word(),
                ink.style,
                bold ? " font-weight=\"600\"" : "",
                escaped(text)));
  }

  /**
   * Draws a straight line of a diagram's grid.
   *
   * @param x1 where it begins
   * @param y1 where it begins
   * @param x2 where it ends
   * @param y2 where it ends
   */
  public void rule(double x1, double y1, double x2, double y2) {
    body.append(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"rule\"/>\n"
            .formatted(number(x1), number(y1), number(x2), number(y2)));
  }

  /**
   * Fills a rectangle.
   *
   * @param x its left side
   * @param y its upper side
   * @param width of it
   * @param height of it
   * @param ink its color
   */
  public void rectangle(double x, double y, double width, double height, Ink ink) {
    body.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" class=\"%s\"/>\n"
            .formatted(number(x), number(y), number(width), number(height), ink.style));
  }

  /**
   * Draws points that a line connects.
   *
   * @param series which of the five colors for series, from 0
   * @param points pairs of x and y
   */
  public void series(int series, double[][] points) {
    StringBuilder line = new StringBuilder();
    for (double[] point : points) {
      line.append(number(point[0])).append(',').append(number(point[1])).append(' ');
    }
    body.append(
        "<polyline points=\"%s\" class=\"series%d\" style=\"fill: none\"/>\n"
            .formatted(line.toString().strip(), series));
    for (double[] point : points) {
      body.append(
          "<circle cx=\"%s\" cy=\"%s\" r=\"3.5\" class=\"series%d\"/>\n"
              .formatted(number(point[0]), number(point[1]), series));
    }
  }

  /**
   * The whole picture.
   *
   * @param width in pixels
   * @param height in pixels
   * @return a document
   */
  public String whole(int width, int height) {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
    font-family="system-ui, sans-serif" font-size="13">
    %s<rect width="100%%" height="100%%" class="page"/>
    %s</svg>
    """
        .formatted(width, height, width, height, STYLE, body);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : Double.toString(Math.rint(value * 10) / 10);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
