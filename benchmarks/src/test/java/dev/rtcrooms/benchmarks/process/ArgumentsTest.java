package dev.rtcrooms.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentsTest {

  private static Arguments of(String... arguments) {
    Arguments given = new Arguments("joins --help", List.of(arguments));
    assertThat(given.next()).isTrue();
    return given;
  }

  private static void isRefused(Consumer<Arguments> read, String said, String... arguments) {
    assertThatThrownBy(() -> read.accept(of(arguments)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(said);
  }

  @Test
  void optionsFollowEachOther() {
    Arguments given = of("--full", "--rounds", "3", "--servers", "a,b");
    assertThat(given.name()).isEqualTo("--full");
    assertThat(given.next()).isTrue();
    assertThat(given.name()).isEqualTo("--rounds");
    assertThat(given.whole(1, 3)).isEqualTo(3);
    assertThat(given.next()).isTrue();
    assertThat(given.values()).containsExactly("a", "b");
    assertThat(given.next()).isFalse();
  }

  @Test
  void anOptionWithoutItsValueIsNamed() {
    isRefused(Arguments::value, "--only lacks its value; see joins --help", "--only");
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(of("--fast").unknown()).hasMessage("--fast is unknown; see joins --help");
  }

  @Test
  void aWholeNumberIsWithinItsBoundsAndWhole() {
    String said = "--rounds takes a whole number from 1 to 100, not ";
    for (String value : List.of("0", "101", "2.5", "many", "")) {
      isRefused(given -> given.whole(1, 100), said + value, "--rounds", value);
    }
  }

  @Test
  void aNumberIsWithinItsBounds() {
    assertThat(of("--seconds", "2.5").number(0.1, 600)).isEqualTo(2.5);
    String said = "--seconds takes a number from 0.1 to 600.0, not ";
    for (String value : List.of("0", "600.1", "NaN", "many")) {
      isRefused(given -> given.number(0.1, 600), said + value, "--seconds", value);
    }
  }

  @Test
  void theContentOfAFileIsRead(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("class-path"), "a.jar:b.jar\n");
    assertThat(of("--earlier", file.toString()).content()).isEqualTo("a.jar:b.jar");
    isRefused(
        Arguments::content,
        "--earlier takes a readable file, not " + folder,
        "--earlier",
        folder.toString());
  }
}
