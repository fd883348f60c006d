package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * An application with the starter gets the versions that Spring Boot manages. Runs below Spring
 * Boot's own parent POM, which tells these versions.
 */
@EnabledIfSystemProperty(named = ManagedVersionsTest.MANAGED, matches = "(?s).+")
class ManagedVersionsTest {

  static final String MANAGED = "managed.jars";

  @Test
  void theStarterChangesNoVersionOfSpringBoot() {
    List<String> present = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      present.add(Path.of(entry).getFileName().toString());
    }

    List<String> managed =
        Arrays.stream(System.getProperty(MANAGED).strip().split("\\s+"))
            .map(name -> name + ".jar")
            .toList();
    assertThat(managed).hasSizeGreaterThan(8);
    assertThat(present).containsAll(managed);
  }
}
