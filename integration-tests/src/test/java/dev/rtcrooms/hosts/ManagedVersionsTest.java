package dev.rtcrooms.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Checkout;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The library changes no version that Spring Boot manages: Maven resolves the dependencies of
 * applications below Spring Boot's own parent POM, each without and with the library.
 */
@Tag("one-jdk")
class ManagedVersionsTest {

  private static final String TREE = "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:tree";

  /** A line of a tree: group, artifact and type, perhaps a classifier, version, scope. */
  private static final Pattern ARTIFACT =
      Pattern.compile("([\\w.-]+:[\\w.-]+:[\\w.-]+(?::[\\w.-]+)?):([\\w.-]+):[a-z]+(?: \\(|$)");

  private static final String LETTUCE = "io.lettuce:lettuce-core:jar";
  private static final String NETTY = "io.netty:netty-common:jar";
  private static final String NETTY_HTTP = "io.netty:netty-codec-http:jar";

  /** Maven may have to download plugins first. */
  private static final int PATIENCE_SECONDS = 600;

  @TempDir private Path folder;

  @Test
  void theLibraryChangesNoVersionOfSpringBoot() throws Exception {
    Needed.orSkip(Program.find("mvn"), "Maven, on the PATH");
    Map<String, String> applications =
        Map.of(
            "guide-4", GuideProject.on("Spring Boot").files().get("pom.xml"),
            "redis-4", withRedisAndNetty(GuideProject.on("Spring Boot").files().get("pom.xml")),
            "guide-3", GuideProject.onSpringBoot3().files().get("pom.xml"),
            "example-4", Files.readString(Checkout.ROOT.resolve("examples/spring-boot/pom.xml")),
            "tests-3",
                Files.readString(Checkout.ROOT.resolve("extensions/spring-boot-3-tests/pom.xml")));
    Map<String, String> poms = new LinkedHashMap<>();
    applications.forEach(
        (name, pom) -> {
          poms.put(name, named(name, pom));
          poms.put("plain-" + name, withoutTheLibrary(named("plain-" + name, pom)));
        });

    Map<String, Map<String, String>> resolved = resolve(poms);

    for (String name : applications.keySet()) {
      Map<String, String> plain = resolved.get("plain-" + name);
      Map<String, String> own = resolved.get(name);
      assertThat(plain)
          .as(name)
          .containsKey("org.springframework:spring-webmvc:jar")
          .doesNotContainKey("dev.rtcrooms:rtc-api:jar")
          .hasSizeGreaterThan(30);
      assertThat(own)
          .as(name)
          .containsKeys("dev.rtcrooms:rtc-api:jar", "tools.jackson.core:jackson-core:jar")
          .containsAllEntriesOf(plain);
    }
    assertThat(resolved.get("plain-redis-4")).containsKeys(LETTUCE, NETTY);
    assertThat(resolved.get("redis-4"))
        .containsKeys("dev.rtcrooms:rtc-redis:jar", "dev.rtcrooms:rtc-netty:jar")
        .containsEntry(NETTY_HTTP, resolved.get("plain-redis-4").get(NETTY));
  }

  /** An application that uses Redis by itself, and the parts of the library that need Netty. */
  private static String withRedisAndNetty(String pom) {
    return pom.replaceFirst(
        "</dependency>",
        """
        </dependency>
        <dependency>
          <groupId>org.springframework.boot</groupId>
          <artifactId>spring-boot-starter-data-redis</artifactId>
        </dependency>
        <dependency>
          <groupId>dev.rtcrooms</groupId>
          <artifactId>rtc-redis</artifactId>
          <version>0.1.0-SNAPSHOT</version>
        </dependency>
        <dependency>
          <groupId>dev.rtcrooms</groupId>
          <artifactId>rtc-netty</artifactId>
          <version>0.1.0-SNAPSHOT</version>
        </dependency>
        """);
  }

  /** One build has all projects, so their names differ. */
  private static String named(String name, String pom) {
    return pom.replaceFirst("(?s)(</parent>.*?<artifactId>)[^<]+", "$1" + name);
  }

  private static String withoutTheLibrary(String pom) {
    return pom.replaceAll(
        "(?s)<dependency>\\s*<groupId>dev\\.rtcrooms</groupId>.*?</dependency>", "");
  }

  /** Returns the versions by artifact, of each project. */
  private Map<String, Map<String, String>> resolve(Map<String, String> poms) throws IOException {
    Path build = ChildProcess.folder("versions");
    StringBuilder modules = new StringBuilder();
    for (Map.Entry<String, String> pom : poms.entrySet()) {
      Path project = Files.createDirectories(build.resolve(pom.getKey()));
      Files.writeString(project.resolve("pom.xml"), pom.getValue());
      modules.append("<module>").append(pom.getKey()).append("</module>");
    }
    Files.writeString(
        build.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.example</groupId>
          <artifactId>applications</artifactId>
          <version>1.0.0</version>
          <packaging>pom</packaging>
          <modules>%s</modules>
        </project>
        """
            .formatted(modules));
    try (LocalRepository repository = LocalRepository.in(folder.resolve("repository"))) {
      String script =
          "mvn -B -q -ntp -Dmaven.repo.local=%s -DoutputFile=tree.txt %s; echo \"ended: $?\""
              .formatted(repository.path(), TREE);
      try (ChildProcess maven = new ChildProcess(build, List.of("bash", "-c", script))) {
        assertThat(maven.awaitLine("ended: ", PATIENCE_SECONDS))
            .as("%s", maven.said())
            .endsWith("ended: 0");
        Map<String, Map<String, String>> resolved = new TreeMap<>();
        for (String name : poms.keySet()) {
          resolved.put(name, versions(Files.readString(build.resolve(name).resolve("tree.txt"))));
        }
        return resolved;
      }
    }
  }

  private static Map<String, String> versions(String tree) {
    Map<String, String> versions = new TreeMap<>();
    tree.lines()
        .map(ARTIFACT::matcher)
        .filter(Matcher::find)
        .forEach(artifact -> versions.put(artifact.group(1), artifact.group(2)));
    return versions;
  }
}
