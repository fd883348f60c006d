package dev.rtcrooms.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a host that is a named module and opens no package. */
class ModularRecordsTest {

  private static final String MODULE =
      "module host { requires dev.rtcrooms; exports host.open; exports host; }";

  private static final String OPEN =
      """
      package host.open;
      public record Open(String text) implements dev.rtcrooms.message.CustomCommand {}
      """;

  private static final String HIDDEN =
      """
      package host.hidden;
      public record Hidden(String text) implements dev.rtcrooms.message.CustomCommand {}
      """;

  private static final String MAIN =
      """
      package host;
      import dev.rtcrooms.message.*;
      import java.lang.invoke.MethodHandles;
      public final class Main {
        private record Inner(String text, @org.jspecify.annotations.Nullable String note) {}
        public static String exported() {
          return copy(RecordFormat.of(host.open.Open.class), new host.open.Open("a"));
        }
        public static String withLookup() {
          return copy(RecordFormat.of(Inner.class, MethodHandles.lookup()), new Inner("b", null));
        }
        public static String hidden() {
          try {
            return copy(RecordFormat.of(host.hidden.Hidden.class), new host.hidden.Hidden("c"));
          } catch (IllegalArgumentException e) {
            return e.getMessage();
          }
        }
        private static <T> String copy(RecordFormat<T> format, T value) {
          return format.read(format.fields(value)).toString();
        }
      }
      """;

  @TempDir private Path directory;

  private static Path location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private Class<?> host() throws Exception {
    Path source = directory.resolve("source");
    List<String> files = new ArrayList<>();
    for (String text : List.of(MODULE, OPEN, HIDDEN, MAIN)) {
      boolean module = text.startsWith("module");
      String name = module ? "module-info" : text.split("(record|class) ")[1].split("\\W")[0];
      Path file = source.resolve((module ? "" : folder(text)) + name + ".java");
      Files.createDirectories(file.getParent());
      files.add(Files.writeString(file, text).toString());
    }
    Path api = location(RecordFormat.class);
    Path jspecify = location(Nullable.class);
    Path classes = directory.resolve("classes");
    List<String> options =
        List.of("-p", api + File.pathSeparator + jspecify, "-d", classes.toString());
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                Stream.concat(options.stream(), files.stream()).toArray(String[]::new));
    assertThat(failed).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration modules =
        boot.configuration()
            .resolve(ModuleFinder.of(classes, api, jspecify), ModuleFinder.of(), Set.of("host"));
    return boot.defineModulesWithOneLoader(modules, ClassLoader.getPlatformClassLoader())
        .findLoader("host")
        .loadClass("host.Main");
  }

  private static String folder(String text) {
    return text.split("[ ;]")[1].replace('.', '/') + "/";
  }

  @Test
  void aModuleNeedsNeitherOpenNorExportWhatItPassesALookupFor() throws Exception {
    Class<?> main = host();

    assertThat(called(main, "exported")).isEqualTo("Open[text=a]");
    assertThat(called(main, "withLookup")).isEqualTo("Inner[text=b, note=null]");
    assertThat(called(main, "hidden"))
        .asString()
        .contains("host.hidden.Hidden", "MethodHandles.lookup()");
  }

  private static Object called(Class<?> main, String name) throws Exception {
    Method method = main.getMethod(name);
    return method.invoke(null);
  }
}
