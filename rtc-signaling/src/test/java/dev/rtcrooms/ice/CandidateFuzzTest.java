package dev.rtcrooms.ice;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any text at all is read as a candidate or refused, and nothing else happens. In a build this runs
 * the examples, and whatever has been found before; {@code CONTRIBUTING.md} says how to look for
 * more.
 */
class CandidateFuzzTest {

  static Stream<byte[]> examples() {
    return CandidateExamples.all().stream().map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("examples")
  @FuzzTest(maxDuration = "24h", maxExecutions = 10_000_000)
  void anyTextIsReadOrRefused(byte[] text) {
    EveryCandidate.of(new String(text, StandardCharsets.UTF_8));
  }
}
