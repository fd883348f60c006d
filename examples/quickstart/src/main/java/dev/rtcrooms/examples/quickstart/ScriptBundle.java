package dev.rtcrooms.examples.quickstart;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts an ES module and all that it imports into one, so that a page loads one script instead of
 * fifty. It knows the forms of import and export that our modules use, each at the beginning of a
 * line, and refuses others: {@code import { a, b as c } from '…'}, {@code export { a } from '…'},
 * and {@code export} before a class, a function or a constant. What is imported later, by {@code
 * import('…')}, is there from the beginning. Indents and comments with lines of their own are left
 * out, so a template of several lines is refused. For one thread.
 */
final class ScriptBundle {

  private static final Pattern IMPORT =
      Pattern.compile("(?m)^(import|export) \\{([^}]*)} from '([^']+)';$");
  private static final Pattern DECLARATION =
      Pattern.compile("(?m)^export (?=(?:class|const|function|async function) (\\w+))");

  /** An import by a call, and not of a type in a comment, whose name would follow. */
  private static final Pattern LATER = Pattern.compile("\\bimport\\('([^']+)'\\)(?!\\.)");

  /** A comment with lines of its own. */
  private static final Pattern COMMENT =
      Pattern.compile("(?ms)^[ \\t]*/\\*.*?\\*/[ \\t]*\\n|^[ \\t]*//[^\\n]*\\n");

  private static final Pattern INDENT = Pattern.compile("(?m)^[ \\t]+");

  /** Another import or export, or a line at which a template begins or ends. */
  private static final Pattern UNKNOWN =
      Pattern.compile("(?m)^(?:import|export)\\b.*$|^[^`\\n]*`[^`\\n]*(?:`[^`\\n]*`[^`\\n]*)*$");

  private static final Pattern RENAMED = Pattern.compile("(\\w+) as (\\w+)");

  /** Reads a module by its name, a path from the root. */
  private final UnaryOperator<String> read;

  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Set<String> unfinished = new LinkedHashSet<>();
  private final StringBuilder bundle = new StringBuilder();

  ScriptBundle(UnaryOperator<String> read) {
    this.read = read;
  }

  /**
   * The module and its imports, in the order in which a browser evaluates them.
   *
   * @throws IllegalStateException if an import or export has another form, or imports form a cycle
   */
  String of(String entry) {
    add(entry);
    return bundle.toString();
  }

  /** Adds a module, unless it is there already, and returns the variable with its exports. */
  private String add(String name) {
    String known = variables.get(name);
    if (known != null) {
      return known;
    }
    if (!unfinished.add(name)) {
      throw new IllegalStateException("Modules import each other: " + unfinished);
    }
    Set<String> exports = new LinkedHashSet<>();
    String body =
        IMPORT
            .matcher(COMMENT.matcher(read.apply(name)).replaceAll(""))
            .replaceAll(match -> Matcher.quoteReplacement(importOf(name, match, exports)));
    body = LATER.matcher(body).replaceAll(match -> later(name, match));
    body = DECLARATION.matcher(body).replaceAll(match -> exported(match.group(1), exports));
    Matcher unknown = UNKNOWN.matcher(body);
    if (unknown.find()) {
      throw new IllegalStateException("In " + name + ": " + unknown.group());
    }
    unfinished.remove(name);
    String variable = "module" + variables.size();
    variables.put(name, variable);
    bundle.append("// ").append(name).append('\n');
    bundle.append("const ").append(variable).append(" = (() => {\n");
    bundle.append(INDENT.matcher(body).replaceAll(""));
    bundle.append("return { ").append(String.join(", ", exports)).append(" };\n})();\n");
    return variable;
  }

  private static String exported(String name, Set<String> exports) {
    exports.add(name);
    return "";
  }

  /** The names of another module as constants of this one. */
  private String importOf(String importer, MatchResult match, Set<String> exports) {
    String names = match.group(2);
    if (match.group(1).equals("export")) {
      for (String name : names.split(",", -1)) {
        exports.add(name.strip());
      }
    }
    String renamed = RENAMED.matcher(names).replaceAll("$1: $2");
    return "const {" + renamed + "} = " + add(resolved(importer, match.group(3))) + ";";
  }

  private String later(String importer, MatchResult match) {
    return "Promise.resolve(" + add(resolved(importer, match.group(1))) + ")";
  }

  /** A path from the root as it is, and one that begins with a dot from the importer's folder. */
  private static String resolved(String importer, String path) {
    return path.startsWith("./")
        ? importer.substring(0, importer.lastIndexOf('/') + 1) + path.substring(2)
        : path;
  }
}
