package dev.rtcrooms.ice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Candidates that stand in files, one a line. */
final class CandidateExamples {

  private CandidateExamples() {}

  static List<String> all() {
    return Stream.of("rfc9429.txt", "chromium.txt", "others.txt")
        .flatMap(file -> read(file).lines())
        .filter(line -> !line.startsWith("#"))
        .toList();
  }

  /** What cannot fail in the test at hand. */
  static IceCandidate parsed(String text) {
    try {
      return IceCandidate.parse(text);
    } catch (CandidateException e) {
      throw new AssertionError(text, e);
    }
  }

  private static String read(String file) {
    try (InputStream in = CandidateExamples.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
