package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The work grows with the length of a description and not faster: how often its characters are read
 * is counted, and how many bytes are allocated, since clocks would tell of the machine.
 */
class WorkTest {

  private static final int SMALL = 60_000;

  /** Finding the line and its value, copying line, attribute and parts, reading the parts. */
  private static final int READS = 8;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Makes a description of some length. */
  @FunctionalInterface
  interface Shape {
    String of(int length);
  }

  /** Counts what is read of a text. */
  private static final class CountedText implements CharSequence {

    private final String text;
    private long reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int at) {
      reads++;
      return text.charAt(at);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      reads += to - from;
      return text.substring(from, to);
    }

    @Override
    public String toString() {
      throw new AssertionError("Nobody may read the whole text without being counted");
    }
  }

  static Stream<Named<Shape>> shapes() {
    String firefox = Examples.text("firefox.txt", "offer");
    String sections = firefox.substring(firefox.indexOf("m=")).replaceAll("a=mid:.*\r\n", "");
    return Stream.of(
        Named.of("sections of a browser", lines(sections)),
        Named.of("short lines", lines("a=x\n")),
        Named.of("lines that are refused at the end", length -> lines("a=x\n").of(length) + "x"),
        Named.of("candidates", inMedia("a=candidate:1 1 udp 1 192.0.2.1 9 typ host\n")),
        Named.of("header extensions", lines("a=extmap:1 urn:x\n")),
        Named.of("format parameters", inMedia("a=fmtp:96 a=b;c=d;e=f\n")),
        Named.of("bundles of nobody", lines("a=group:BUNDLE 0\n")),
        Named.of("bundles of everybody", WorkTest::bundled),
        Named.of("one long value", length -> one("a=x:", "y", length)),
        Named.of("one long name", length -> one("a=", "y", length)),
        Named.of("one long line of colons", length -> one("a=x", ":", length)),
        Named.of("one long number", length -> one("a=mid:", "9", length)),
        Named.of("one long group", length -> one("a=group:BUNDLE", " a", length)),
        Named.of("one long list of options", length -> one("a=ice-options:a", " a", length)),
        Named.of("one long fingerprint", length -> one("a=fingerprint:sha-256 AA", ":AA", length)),
        Named.of(
            "one long simulcast",
            length -> one(Session.AUDIO + "\na=simulcast:send 1", ";1", length)),
        Named.of("one long list of formats", length -> one("m=audio 9 X 0", " 0", length)),
        Named.of("two-byte characters", length -> one("a=x:", "\u00e9", length)),
        Named.of("surrogate pairs", length -> one("a=x:", "\ud83d\ude00", length)));
  }

  private static Shape lines(String unit) {
    return length -> Session.HEAD + unit.repeat(length / unit.length());
  }

  private static Shape inMedia(String unit) {
    return length -> lines(unit).of(length).replaceFirst("a=", Session.AUDIO + "\na=");
  }

  private static String one(String start, String unit, int length) {
    return Session.HEAD + start + unit.repeat(length / unit.length()) + "\n";
  }

  /** Each section in a bundle of its own; each tag is looked up. */
  private static String bundled(int length) {
    int sections = length / 40;
    StringBuilder groups = new StringBuilder(Session.HEAD);
    StringBuilder media = new StringBuilder();
    IntStream.range(0, sections)
        .forEach(
            i -> {
              groups.append("a=group:BUNDLE ").append(i).append('\n');
              media.append("m=x 9 X 0\na=mid:").append(i).append('\n');
            });
    return groups.append(media).toString();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void eachCharacterIsReadAFixedNumberOfTimes(Shape shape) {
    for (int length : new int[] {SMALL / 4, SMALL, SMALL * 8}) {
      String text = shape.of(length);
      CountedText counted = new CountedText(text);
      try {
        new DescriptionReader(counted, SdpLimits.NONE).read();
      } catch (SdpException e) {
        // Refused at its end, after all the work.
      }
      assertThat(counted.reads).isBetween((long) text.length(), READS * (long) text.length());
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void whatIsAllocatedGrowsWithTheLength(Shape shape) {
    allocated(shape.of(SMALL));
    long small = allocated(shape.of(SMALL));
    long large = allocated(shape.of(SMALL * 8));

    assertThat(large).isLessThan(small * 12);
  }

  /** By reading a description, checking it as an offer and as its own answer, and rewriting it. */
  private static long allocated(String text) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      SessionDescription description = SessionDescription.parse(text, SdpLimits.NONE);
      description.relayOnly();
      AnswerCheck.check(description, description);
      DescriptionCheck.check(description);
    } catch (SdpException e) {
      // Refused, after some of the work.
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
