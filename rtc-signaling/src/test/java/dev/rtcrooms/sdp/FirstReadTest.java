package dev.rtcrooms.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.grammar.CharClass;
import dev.rtcrooms.ice.IceCandidate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The first description and the first candidate of a process need not wait for much more than their
 * classes: reading uses nothing that the JVM has to make when it is first needed, as it makes
 * lambdas, method references and the concatenation of texts. With these, the first offer of a
 * browser took three times as long, and the first candidate seven times.
 */
class FirstReadTest {

  static Stream<Path> readers() {
    return Stream.of(SessionDescription.class, IceCandidate.class, CharClass.class)
        .flatMap(one -> classes(one).stream())
        .filter(file -> !file.endsWith("IceServers.class"));
  }

  private static List<Path> classes(Class<?> one) {
    Path root =
        Path.of(URI.create(one.getProtectionDomain().getCodeSource().getLocation().toString()));
    try (Stream<Path> files = Files.list(root.resolve(one.getPackageName().replace('.', '/')))) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("readers")
  void readingLinksNothing(Path reader) throws IOException {
    assertThat(Files.readString(reader, StandardCharsets.ISO_8859_1))
        .doesNotContain("LambdaMetafactory", "StringConcatFactory");
  }
}
