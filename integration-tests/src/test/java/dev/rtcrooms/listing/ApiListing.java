package dev.rtcrooms.listing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lists the public API of a module, one line for each package, type and member of its exported
 * packages. Any thread may call it.
 */
final class ApiListing {
  private final Path classes;
  private final ModuleDescriptor module;
  private final TypeText text = new TypeText(new TypeNames());
  private final TypeListing types = new TypeListing(text);

  private ApiListing(Path classes) throws IOException {
    this.classes = classes;
    try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
      this.module = ModuleDescriptor.read(descriptor);
    }
  }

  /** The listing of the module with these compiled classes, which are also on the class path. */
  static String of(Path classes) throws IOException {
    ApiListing listing = new ApiListing(classes);
    listing.lines(); // so that all names are known
    return listing.lines().stream().collect(joining("\n", "", "\n"));
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("module " + module.name());
    module.requires().stream()
        .filter(each -> !each.modifiers().contains(ModuleDescriptor.Requires.Modifier.MANDATED))
        .map(each -> "  requires " + modifiers(each) + each.name())
        .sorted()
        .forEach(lines::add);
    for (String exported : exported()) {
      lines.addAll(ofPackage(exported));
    }
    return lines;
  }

  private static String modifiers(ModuleDescriptor.Requires required) {
    return Stream.of(
            ModuleDescriptor.Requires.Modifier.STATIC,
            ModuleDescriptor.Requires.Modifier.TRANSITIVE)
        .filter(required.modifiers()::contains)
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .collect(joining());
  }

  private List<String> exported() {
    return module.exports().stream()
        .filter(export -> !export.isQualified())
        .map(ModuleDescriptor.Exports::source)
        .sorted()
        .toList();
  }

  private List<String> ofPackage(String name) throws IOException {
    List<String> lines = new ArrayList<>(List.of("", ""));
    for (Class<?> type : typesIn(name)) {
      lines.set(1, text.annotations(type.getPackage()) + "package " + name);
      lines.add("");
      lines.addAll(types.lines(type));
    }
    return lines;
  }

  private List<Class<?>> typesIn(String packageName) throws IOException {
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          found.add(load(packageName + "." + name.substring(0, name.length() - 6)));
        }
      }
    }
    return found.stream()
        .filter(Visible::type)
        .sorted(Comparator.<Class<?>, String>comparing(Class::getCanonicalName))
        .toList();
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiListing.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}
