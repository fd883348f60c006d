package dev.rtcrooms.ice;

import java.util.List;
import java.util.Random;

/** Texts that are nearly right, the same ones in every run. */
public final class Mutants {

  private static final int MAX_CHANGES = 3;
  private static final int MAX_SPAN = 8;

  private final Random random;
  private final List<String> seeds;
  private final List<String> bits;

  /** Of texts that are right, by random changes and by bits that have broken readers before. */
  public Mutants(long seed, List<String> seeds, List<String> bits) {
    this.random = new Random(seed);
    this.seeds = seeds;
    this.bits = bits;
  }

  /** The next one. */
  public String next() {
    StringBuilder text = new StringBuilder(seed());
    int changes = 1 + random.nextInt(MAX_CHANGES);
    for (int i = 0; i < changes; i++) {
      change(text);
    }
    return text.toString();
  }

  private String seed() {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private void change(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + random.nextInt(MAX_SPAN));
    switch (random.nextInt(8)) {
      case 0 -> text.insert(at, bits.get(random.nextInt(bits.size())));
      case 1 -> text.delete(at, end);
      case 2 -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
      case 3 -> text.insert(at, (char) random.nextInt(0x180));
      case 4 -> text.setLength(at);
      case 5 -> splice(text, at);
      case 6 -> moveLine(text, at);
      default -> text.insert(lineStart(text, at), line(new StringBuilder(seed())));
    }
  }

  private void splice(StringBuilder text, int at) {
    String other = seed();
    text.replace(at, text.length(), other.substring(Math.min(at, other.length())));
  }

  private void moveLine(StringBuilder text, int at) {
    int from = lineStart(text, at);
    int to = lineEnd(text, from);
    String line = text.substring(from, to);
    text.delete(from, to);
    text.insert(lineStart(text, random.nextInt(text.length() + 1)), line);
  }

  private String line(StringBuilder text) {
    int from = lineStart(text, random.nextInt(text.length()));
    return text.substring(from, lineEnd(text, from));
  }

  private static int lineStart(StringBuilder text, int at) {
    return text.lastIndexOf("\n", at - 1) + 1;
  }

  private static int lineEnd(StringBuilder text, int from) {
    int feed = text.indexOf("\n", from);
    return feed < 0 ? text.length() : feed + 1;
  }
}
