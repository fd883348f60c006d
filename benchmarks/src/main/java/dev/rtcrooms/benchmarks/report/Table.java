package dev.rtcrooms.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in Markdown whose columns stand straight in a terminal as well; for one thread. */
public final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  /**
   * Has no rows yet.
   *
   * @param head the names of the columns
   */
  public Table(String... head) {
    rows.add(List.of(head));
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column
   */
  public void row(List<String> cells) {
    rows.add(List.copyOf(cells));
  }

  /**
   * Tells whether there is only the head.
   *
   * @return false once there is a row
   */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    StringBuilder text = new StringBuilder(line(rows.get(0), widths));
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "|:" : "|-").append("-".repeat(widths[i])).append(i == 0 ? "-" : ":");
    }
    text.append("|\n");
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, row.size())
        .mapToObj(
            i -> {
              String gap = " ".repeat(widths[i] - row.get(i).length());
              return i == 0 ? row.get(i) + gap : gap + row.get(i);
            })
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
