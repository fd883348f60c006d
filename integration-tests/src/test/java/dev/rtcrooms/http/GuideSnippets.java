package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The Java of one or more guides: every block fenced as {@code java} and nothing else, with the
 * imports that it shows. All blocks are compiled together. For the test's thread.
 */
record GuideSnippets(List<Path> guides) {
  static final String PACKAGE = "guide";

  private static final Pattern BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile(
          "^(?:public |abstract |final )*(?:class|record|interface) (\\w+)", Pattern.MULTILINE);

  static GuideSnippets of(String... guides) {
    return new GuideSnippets(Stream.of(guides).map(guide -> Path.of("..", "docs", guide)).toList());
  }

  void compileTo(Path classes) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path guide : guides) {
      Matcher block = BLOCK.matcher(Files.readString(guide));
      while (block.find()) {
        Matcher type = TYPE.matcher(block.group(1));
        assertThat(type.find()).as("a type in %s", block.group(1)).isTrue();
        Path source = classes.resolve(type.group(1) + ".java");
        sources.add(Files.writeString(source, "package " + PACKAGE + ";\n" + block.group(1)));
      }
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString());
      var units = files.getJavaFileObjectsFromPaths(sources);
      boolean compiled = compiler.getTask(messages, files, null, options, null, units).call();
      assertThat(compiled).as("%s", messages).isTrue();
    }
  }

  /** Loads a class that {@link #compileTo} compiled. */
  static Class<?> load(Path classes, String name)
      throws ClassNotFoundException, MalformedURLException {
    URL[] path = {classes.toUri().toURL()};
    ClassLoader loader = new URLClassLoader(path, GuideSnippets.class.getClassLoader());
    return Class.forName(PACKAGE + "." + name, false, loader);
  }
}
