package dev.rtcrooms.examples.school;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The starter changes no version that Spring Boot manages; the build tells these. */
class ManagedVersionsTest {

  @Test
  void theStarterChangesNoVersionOfSpringBoot() {
    List<String> present = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      present.add(Path.of(entry).getFileName().toString());
    }

    List<String> managed =
        Arrays.stream(System.getProperty("managed.jars").strip().split("\\s+"))
            .map(name -> name + ".jar")
            .toList();
    assertThat(managed).hasSizeGreaterThan(8);
    assertThat(present).containsAll(managed);
  }
}
