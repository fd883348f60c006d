package dev.rtcrooms.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rtcrooms.Checkout;
import dev.rtcrooms.machine.NpmPackages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The npm package as applications use it: installed, compiled, bundled. */
@ExtendWith(OneAtATime.class)
class NpmPackageTest {

  static final Path SOURCES = Path.of("src", "test", "npm");
  static final Path FOLDER = Path.of("target", "npm");

  private static final Path COMPILERS = Path.of("target", "typescript");
  private static final Path MODULES =
      Checkout.ROOT.resolve("rtc-web/src/main/resources/META-INF/resources/rtc-rooms");

  /**
   * A row of the table in docs/npm.md: names, their entry, and the sizes in kB of what a page loads
   * at first and later.
   */
  private static final Pattern SIZE =
      Pattern.compile(
          "(?m)^\\| `([^`|]+)` of `([^`|]+)` \\| ([0-9.]+) kB \\| (?:([0-9.]+) kB )?\\|");

  /** What a page that imports the client may load before it needs media, in kB. */
  private static final double MOST_AT_FIRST = 12.0;

  /** The sizes have one digit after the point, and are rounded. */
  private static final Offset<Double> HALF_A_DIGIT = within(0.05);

  private static NodeFolder folder;

  @BeforeAll
  static void prepare() throws Exception {
    folder = NodeFolder.prepare(SOURCES, FOLDER);
  }

  @Test
  void thePackageHasTheServedModulesAndNoDependency() throws Exception {
    List<String> packed = folder.run("tar", "-tzf", folder.tarball().toString()).lines().toList();
    List<String> expected = new ArrayList<>();
    try (Stream<Path> files =
        Stream.concat(
            Files.list(MODULES), Files.list(Checkout.ROOT.resolve("rtc-web/src/main/npm")))) {
      files.forEach(file -> expected.add("package/" + file.getFileName()));
    }
    expected.add("package/LICENSE");
    assertThat(packed).containsExactlyInAnyOrderElementsOf(expected);

    JsonObject description = json(FOLDER.resolve("node_modules/rtc-rooms/package.json"));
    assertThat(description.get("version").getAsString()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(description.has("dependencies")).isFalse();
    assertThat(description.get("sideEffects").getAsBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"typescript-5.0, node16, node16", "typescript-7.0, bundler, es2022"})
  void anApplicationCompilesStrictly(String compiler, String resolution, String module)
      throws Exception {
    NpmPackages.install(
        Path.of("src", "test", "typescript", "package.json"), COMPILERS, "the compilers");
    Path tsc = COMPILERS.resolve(Path.of("node_modules", compiler, "bin", "tsc")).toAbsolutePath();
    String said =
        folder.node(
            tsc.toString(), "-p", ".", "--module", module, "--moduleResolution", resolution);
    assertThat(said).isEmpty();
  }

  @Test
  void webpackBundlesItWithAMapThatLeadsToTheModules() throws Exception {
    Path bundle = folder.path().resolve("webpack-bundle.js");
    Files.deleteIfExists(bundle);
    String said =
        folder.node("webpack.js", "./entry.js", folder.path().toString(), "webpack-bundle.js");
    assertThat(said).isBlank();
    assertThat(folder.node(bundle.toString()).strip()).isEqualTo("idle 1000");
    Map<String, String> modules = modules(json(folder.path().resolve("webpack-bundle.js.map")));
    assertThat(modules).containsKeys("client.js", "room-client.js").doesNotContainKey("media.js");
    modules.putAll(modules(json(folder.path().resolve("later-webpack-bundle.js.map"))));
    assertThat(modules).containsKey("media.js");
    for (Map.Entry<String, String> module : modules.entrySet()) {
      assertThat(MODULES.resolve(module.getKey())).hasContent(module.getValue());
    }
  }

  /** The package's modules in a source map: the text of each, by the name of its file. */
  private static Map<String, String> modules(JsonObject map) {
    JsonArray sources = map.getAsJsonArray("sources");
    JsonArray texts = map.getAsJsonArray("sourcesContent");
    Map<String, String> modules = new TreeMap<>();
    for (int i = 0; i < sources.size(); i++) {
      String source = sources.get(i).getAsString();
      if (source.contains("/node_modules/rtc-rooms/")) {
        modules.put(source.substring(source.lastIndexOf('/') + 1), texts.get(i).getAsString());
      }
    }
    return modules;
  }

  @Test
  void theChunksHaveTheSizesThatAreDocumented() throws Exception {
    Matcher rows = SIZE.matcher(Files.readString(Checkout.ROOT.resolve("docs/npm.md")));
    List<String> measured = new ArrayList<>();
    while (rows.find()) {
      Bundle bundle = bundled(rows.group(1), rows.group(2));
      measured.add(rows.group(2));
      assertThat(bundle.first()).as(rows.group()).isCloseTo(kB(rows.group(3)), HALF_A_DIGIT);
      assertThat(bundle.later()).as(rows.group()).isCloseTo(kB(rows.group(4)), HALF_A_DIGIT);
    }
    assertThat(measured).contains("rtc-rooms", "rtc-rooms/no-media");
  }

  @Test
  void aPageThatImportsTheClientLoadsTwelveKilobytesAtMostBeforeItNeedsMedia() throws Exception {
    Bundle bundle = bundled("RoomClient", "rtc-rooms");
    assertThat(bundle.first()).isLessThanOrEqualTo(MOST_AT_FIRST);
    assertThat(bundle.later()).isPositive();
  }

  private static double kB(String documented) {
    return documented == null ? 0 : Double.parseDouble(documented);
  }

  /**
   * The sizes of a bundle's chunks in kB of 1,000 bytes: those that the page loads with its own
   * code, and those that are loaded later.
   */
  private record Bundle(double first, double later) {}

  /** Minified by esbuild, in chunks, each of which is compressed. */
  private Bundle bundled(String names, String entry) throws Exception {
    Path page = folder.path().resolve("size-entry.js");
    Path chunks = folder.path().resolve("size-chunks");
    Path meta = folder.path().resolve("size-meta.json");
    Files.writeString(
        page, "import { " + names + " } from '" + entry + "'; console.log(" + names + ");");
    folder.node(
        "node_modules/esbuild/bin/esbuild",
        page.toString(),
        "--bundle",
        "--minify",
        "--splitting",
        "--format=esm",
        "--external:react",
        "--log-level=warning",
        "--outdir=" + chunks,
        "--metafile=" + meta);
    JsonObject outputs = json(meta).getAsJsonObject("outputs");
    String start = "size-chunks/size-entry.js";
    Set<String> first = new LinkedHashSet<>();
    addWithImports(start, outputs, first);
    double atFirst = 0;
    double later = 0;
    for (String chunk : outputs.keySet()) {
      double size = gzipped(Files.readAllBytes(folder.path().resolve(chunk))) / 1000.0;
      atFirst += first.contains(chunk) ? size : 0;
      later += first.contains(chunk) ? 0 : size;
    }
    return new Bundle(atFirst, later);
  }

  /** Adds a chunk, and those that the browser loads before it runs that. */
  private static void addWithImports(String chunk, JsonObject outputs, Set<String> chunks) {
    if (chunks.add(chunk)) {
      for (JsonElement each : outputs.getAsJsonObject(chunk).getAsJsonArray("imports")) {
        JsonObject imported = each.getAsJsonObject();
        if (imported.get("kind").getAsString().equals("import-statement")
            && !imported.has("external")) {
          addWithImports(imported.get("path").getAsString(), outputs, chunks);
        }
      }
    }
  }

  private static int gzipped(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.size();
  }

  private static JsonObject json(Path file) throws IOException {
    return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
  }
}
