package dev.rtcrooms;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.rtcrooms.Checkout.LIBRARY;
import static dev.rtcrooms.Checkout.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Conventions that are checked in the compiled classes of all modules. */
class ArchitectureTest {
  private static final List<String> OTHERS =
      List.of(
          "examples/quickstart",
          "examples/cluster",
          "examples/own-transport",
          "examples/consumer-tests",
          "examples/netty-host",
          "examples/jetty-host",
          "examples/jetty-12.0-host",
          "examples/tomcat-10.1-host",
          "examples/vertx-host",
          "examples/spring-boot",
          "benchmarks",
          "integration-tests");

  private static final String[] API = {
    "dev.rtcrooms",
    "dev.rtcrooms.message..",
    "dev.rtcrooms.spi..",
    "dev.rtcrooms.transport..",
    "dev.rtcrooms.thread.."
  };
  private static final String[] HUB = {"dev.rtcrooms.hub.."};
  private static final String[] TESTKIT = {"dev.rtcrooms.testkit.."};
  private static final String[] SIGNALING = {
    "dev.rtcrooms.signaling..", "dev.rtcrooms.sdp..", "dev.rtcrooms.ice..", "dev.rtcrooms.grammar.."
  };
  private static final String[] WEB = {"dev.rtcrooms.json..", "dev.rtcrooms.http.."};
  private static final String[] JAKARTA = {"dev.rtcrooms.jakarta..", "dev.rtcrooms.servlet.."};
  private static final String[] NETTY = {"dev.rtcrooms.netty.."};
  private static final String[] SFU = {"dev.rtcrooms.sfu.."};
  private static final String[] MICROMETER = {"dev.rtcrooms.micrometer.."};
  private static final String[] REDIS = {"dev.rtcrooms.redis.."};
  private static final String[] SPRING = {"dev.rtcrooms.spring.."};
  private static final String[] CLIENT = {"dev.rtcrooms.client.."};

  private static final JavaClasses library =
      new ClassFileImporter().importPaths(outputs(LIBRARY, "classes"));
  private static final JavaClasses everything =
      new ClassFileImporter()
          .importPaths(
              Stream.of(
                      outputs(LIBRARY, "classes"),
                      outputs(LIBRARY, "test-classes"),
                      outputs(OTHERS, "classes"),
                      outputs(OTHERS, "test-classes"))
                  .flatMap(List::stream)
                  .toList());

  @Test
  void everyModuleOfTheLibraryIsChecked() {
    for (String module : LIBRARY) {
      assertThat(outputs(List.of(module), "classes")).as(module).isNotEmpty();
    }
    for (String known : known()) {
      assertThat(library.stream().filter(resideInAnyPackage(known)))
          .as("classes in %s", known)
          .isNotEmpty();
    }
    classes().should().resideInAnyPackage(known()).check(library);
  }

  @Test
  void theApiDependsOnNothingButTheJdk() {
    onlyDependOn(API, "org.jspecify..");
  }

  @Test
  void theHubDependsOnTheApi() {
    onlyDependOn(HUB, with(API, "org.jspecify..", "org.slf4j.."));
  }

  @Test
  void theTestkitDependsOnTheApiAlone() {
    onlyDependOn(
        TESTKIT,
        with(
            API,
            "org.jspecify..",
            "org.junit.jupiter.api..",
            "org.opentest4j..",
            "org.apiguardian.."));
  }

  @Test
  void signalingDependsOnTheApi() {
    onlyDependOn(SIGNALING, with(API, "org.jspecify..", "org.slf4j.."));
  }

  @Test
  void theWebModuleDependsOnTheApi() {
    onlyDependOn(WEB, with(API, "org.jspecify..", "org.slf4j..", "tools.jackson.core.."));
  }

  @Test
  void theJakartaTransportDependsOnTheApiAndTheWebModule() {
    onlyDependOn(
        JAKARTA,
        with(
            with(API, WEB),
            "org.jspecify..",
            "org.slf4j..",
            "jakarta.servlet..",
            "jakarta.websocket.."));
  }

  @Test
  void theNettyTransportDependsOnTheApiAndTheWebModule() {
    onlyDependOn(NETTY, with(with(API, WEB), "org.jspecify..", "org.slf4j..", "io.netty.."));
  }

  @Test
  void theSfuDependsOnTheApiSignalingAndTheWebModule() {
    onlyDependOn(
        SFU,
        with(
            with(with(API, SIGNALING), WEB),
            "org.jspecify..",
            "org.slf4j..",
            "org.bouncycastle..",
            "io.netty..")); // optional, see below
  }

  @Test
  void theMetersDependOnTheApiAndTheSfu() {
    onlyDependOn(MICROMETER, with(with(API, SFU), "org.jspecify..", "io.micrometer.."));
  }

  @Test
  void theHistoryInRedisDependsOnTheApiAndTheWireFormat() {
    onlyDependOn(REDIS, with(with(API, WEB), "org.jspecify..", "org.slf4j..", "io.lettuce.."));
  }

  @Test
  void theSpringBootStarterDependsOnTheJakartaTransportAndTheLibrary() {
    onlyDependOn(
        SPRING,
        with(
            with(with(with(API, HUB), with(SIGNALING, WEB)), with(with(JAKARTA, MICROMETER), SFU)),
            "dev.rtcrooms.testkit..", // for RoomsTest
            "org.junit.jupiter..",
            "org.jspecify..",
            "org.slf4j..",
            "jakarta.servlet..",
            "jakarta.websocket..",
            "io.micrometer..",
            "org.springframework.."));
  }

  @Test
  void theJavaClientDependsOnTheApiAndTheWireFormat() {
    onlyDependOn(
        CLIENT,
        with(
            API,
            "dev.rtcrooms.json..",
            "dev.rtcrooms.testkit..", // for ServerUnderTest
            "org.jspecify..",
            "org.slf4j..",
            "java.net.http.."));
  }

  @Test
  void theHubDoesNotUseSignaling() {
    areIndependent(HUB, SIGNALING);
  }

  @Test
  void signalingDoesNotUseTheHub() {
    areIndependent(SIGNALING, HUB);
  }

  /** Not the root package: messages and SPI refer to it, and it to them (decision 2). */
  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.rtcrooms.(**)").should().beFreeOfCycles().check(library);
  }

  @Test
  void onlyTheJsonPackageUsesJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rtcrooms.json..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..")
        .check(library);
  }

  @Test
  void onlyTheJakartaServletAndSpringPackagesUseJakarta() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.rtcrooms.jakarta..", "dev.rtcrooms.servlet..", "dev.rtcrooms.spring..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta..")
        .check(library);
  }

  @Test
  void onlyTheNettyPackageAndThePortOnEpollUseNetty() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.rtcrooms.netty..")
        .and()
        .haveNameNotMatching("dev\\.rtcrooms\\.sfu\\.net\\.(EpollUdpPort|Bursts?)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(library);
  }

  @Test
  void nothingSleeps() {
    DescribedPredicate<JavaAccess<?>> sleep =
        describe(
            "sleep",
            access ->
                access.getTarget().getName().equals("sleep")
                    && (access.getTargetOwner().isAssignableTo(Thread.class)
                        || access.getTargetOwner().isAssignableTo(TimeUnit.class)));
    noClasses().should().accessTargetWhere(sleep).check(everything);
  }

  @Test
  void namesHaveNoEmptySuffix() {
    noClasses()
        .should()
        .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Data|Info)(\\$.*)?")
        .check(library);
  }

  @Test
  void noTwoClassesHaveTheSameName() {
    Map<String, List<String>> byName =
        library.stream()
            .filter(type -> type.isTopLevelClass())
            .filter(type -> !type.getSimpleName().endsWith("-info"))
            .collect(
                Collectors.groupingBy(
                    JavaClass::getSimpleName,
                    Collectors.mapping(JavaClass::getName, Collectors.toList())));
    byName.values().removeIf(names -> names.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    for (JavaClass type : library) {
      if (!type.getSimpleName().equals("module-info")) {
        assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
            .as("%s is @NullMarked", type.getPackageName())
            .isTrue();
      }
    }
  }

  @Test
  void everyModuleIsNullMarked() {
    for (String module : LIBRARY) {
      assertThat(ROOT.resolve(module).resolve("src/main/java/module-info.java"))
          .content()
          .contains("@NullMarked\nmodule dev.rtcrooms");
    }
  }

  @Test
  void everyFileOfTheLibraryStaysUnderThreeHundredLines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (String module : LIBRARY) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          int lines = Files.readAllLines(file).size();
          if (lines >= 300) {
            tooLong.add(ROOT.relativize(file) + ": " + lines + " lines");
          }
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  private static void onlyDependOn(String[] packages, String... allowed) {
    classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(with(packages, allowed), "java..", "javax.crypto.."))
        .check(library);
  }

  private static void areIndependent(String[] packages, String[] others) {
    noClasses()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(library);
  }

  private static String[] known() {
    return with(
        with(with(API, HUB), with(TESTKIT, SIGNALING)),
        with(
            with(with(WEB, JAKARTA), with(NETTY, SFU)),
            with(with(MICROMETER, REDIS), with(SPRING, CLIENT))));
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  private static List<Path> outputs(List<String> modules, String folder) {
    return modules.stream()
        .map(module -> ROOT.resolve(module).resolve("target").resolve(folder))
        .filter(Files::isDirectory)
        .toList();
  }
}
