package dev.rtcrooms.npm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.machine.NpmPackages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hooks of {@code rtc-rooms/react}, with the oldest React that they support and a new one. */
@ExtendWith(OneAtATime.class)
class NpmReactTest {

  private static final Path COMPILERS = Path.of("target", "typescript");

  @ParameterizedTest
  @CsvSource({"react18, 18.", "npm, 19."})
  void theHooksShowTheRoom(String sources, String version) throws Exception {
    NodeFolder folder =
        NodeFolder.prepare(Path.of("src", "test", sources), Path.of("target", sources));
    Files.copy(
        NpmPackageTest.SOURCES.resolve("hooks.js"),
        folder.path().resolve("hooks.js"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(Files.readString(folder.path().resolve("node_modules/react/package.json")))
        .contains("\"version\": \"" + version);
    assertThat(folder.node("hooks.js")).contains("pass 5", "fail 0");
  }

  @Test
  void theHooksHaveTheTypesThatAreDeclared() throws Exception {
    NodeFolder folder = NodeFolder.prepare(NpmPackageTest.SOURCES, NpmPackageTest.FOLDER);
    Path installed = folder.path().resolve("node_modules/rtc-rooms");
    Path copies = Files.createDirectories(folder.path().resolve("hooks"));
    for (Path declaration : declarations(installed)) {
      Files.copy(
          declaration,
          copies.resolve(declaration.getFileName()),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Files.copy(
        installed.resolve("react.js"),
        copies.resolve("code.js"),
        StandardCopyOption.REPLACE_EXISTING);
    NpmPackages.install(
        Path.of("src", "test", "typescript", "package.json"), COMPILERS, "the compilers");
    Path tsc = COMPILERS.resolve("node_modules/typescript-7.0/bin/tsc").toAbsolutePath();
    assertThat(folder.node(tsc.toString(), "-p", "tsconfig.hooks.json")).isEmpty();
  }

  private static List<Path> declarations(Path folder) throws Exception {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".d.ts")).toList();
    }
  }
}
