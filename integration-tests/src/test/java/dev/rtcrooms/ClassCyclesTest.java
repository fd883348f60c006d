package dev.rtcrooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Classes can be read one after another: few or none of them refer to each other. */
class ClassCyclesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** Which class refers to which others; a nested class counts as its outermost one. */
  private final Map<String, Set<String>> references = new HashMap<>();

  /**
   * @param most 1 for no cycles at all
   */
  @ParameterizedTest
  @CsvSource({
    "3, rtc-hub/target/classes",
    "1, extensions/rtc-sfu/target/classes/dev/rtcrooms/sfu/forward"
  })
  void noCycleHasMoreClassesThanItMay(int most, String folder) {
    read(new ClassFileImporter().importPath(ROOT.resolve(folder)));
    assertThat(references).hasSizeGreaterThan(20);
    List<Set<String>> cycles = new ArrayList<>();
    for (Set<String> component : components()) {
      if (component.size() > most) {
        cycles.add(component);
      }
    }
    assertThat(cycles).as("classes that refer to each other in a cycle").isEmpty();
  }

  private void read(JavaClasses types) {
    for (JavaClass type : types) {
      references.computeIfAbsent(outermost(type), name -> new HashSet<>());
    }
    for (JavaClass type : types) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = outermost(dependency.getTargetClass().getBaseComponentType());
        if (references.containsKey(target)) {
          references.get(outermost(type)).add(target);
        }
      }
    }
  }

  private static String outermost(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** The strongly connected components: two classes are in one if each can reach the other. */
  private List<Set<String>> components() {
    List<Set<String>> components = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (String name : new TreeSet<>(references.keySet())) {
      if (placed.add(name)) {
        Set<String> component = new TreeSet<>(reachable(name));
        component.removeIf(other -> !reachable(other).contains(name));
        component.add(name);
        placed.addAll(component);
        components.add(component);
      }
    }
    return components;
  }

  private Set<String> reachable(String from) {
    Set<String> reached = new HashSet<>();
    Deque<String> next = new ArrayDeque<>(references.get(from));
    while (!next.isEmpty()) {
      String name = next.remove();
      if (reached.add(name)) {
        next.addAll(references.get(name));
      }
    }
    return reached;
  }
}
