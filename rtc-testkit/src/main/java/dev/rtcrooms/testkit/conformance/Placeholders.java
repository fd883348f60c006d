package dev.rtcrooms.testkit.conformance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of a replay's placeholders. {@code "$name"} stands for a whole JSON value, {@code
 * ${name}} for a part of a text. For one thread.
 */
final class Placeholders {

  private static final Pattern WHOLE = Pattern.compile("\\$([A-Za-z][A-Za-z0-9]*)");
  private static final Pattern PART = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)}");
  private static final String ANY_ORDER = "$contains";

  private final Map<String, Object> values = new HashMap<>();

  /** Gives a placeholder a text that is repeated; the step says which, and how often. */
  void repeat(VectorStep step) {
    String name = step.field("as").map(Object::toString).orElse("text");
    int times = VectorStep.number(fill(step.field("times").orElse(1L)));
    values.put(name, step.argument().toString().repeat(times));
  }

  /**
   * Makes a frame: a text is one as it is, an object is one message, and a list has a message for
   * each element.
   */
  String frame(Object argument) {
    Object frame = fill(argument);
    if (frame instanceof String text) {
      return text;
    }
    return frame instanceof List<?> messages
        ? messages.stream().map(JsonValues::write).collect(Collectors.joining("\n"))
        : JsonValues.write(frame);
  }

  /**
   * Replaces all placeholders of a JSON value.
   *
   * @throws IllegalArgumentException if one of them has no value
   */
  Object fill(Object template) {
    if (template instanceof String text) {
      Matcher whole = WHOLE.matcher(text);
      return whole.matches() ? known(whole.group(1)) : fillText(text);
    }
    if (template instanceof List<?> list) {
      List<Object> filled = new ArrayList<>();
      list.forEach(element -> filled.add(fill(element)));
      return filled;
    }
    if (template instanceof Map<?, ?> map) {
      Map<String, Object> filled = new LinkedHashMap<>();
      map.forEach((name, value) -> filled.put(String.valueOf(name), fill(value)));
      return filled;
    }
    return template;
  }

  private String fillText(String text) {
    return PART.matcher(text)
        .replaceAll(part -> Matcher.quoteReplacement(known(part.group(1)).toString()));
  }

  private Object known(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("Nothing gave $" + name + " a value");
    }
    return value;
  }

  /**
   * Compares a received value with a template. If they match, placeholders without a value get one.
   * An object may have more fields than the template; {@code null} means that a field is absent.
   */
  boolean match(Object template, Object received) {
    Map<String, Object> before = new HashMap<>(values);
    if (matches(template, received)) {
      return true;
    }
    values.clear();
    values.putAll(before);
    return false;
  }

  private boolean matches(Object template, Object received) {
    if (template instanceof String text) {
      Matcher whole = WHOLE.matcher(text);
      if (whole.matches()) {
        Object known = values.putIfAbsent(whole.group(1), received);
        return known == null || known.equals(received);
      }
      return fillText(text).equals(received);
    }
    if (template instanceof List<?> list) {
      return received instanceof List<?> other && list(list, other);
    }
    if (template instanceof Map<?, ?> map) {
      if (map.get(ANY_ORDER) instanceof List<?> elements) {
        return received instanceof List<?> several && contains(elements, several);
      }
      return received instanceof Map<?, ?> fields && object(map, fields);
    }
    return template.equals(received);
  }

  private boolean list(List<?> templates, List<?> received) {
    boolean same = templates.size() == received.size();
    for (int i = 0; same && i < templates.size(); i++) {
      same = matches(templates.get(i), received.get(i));
    }
    return same;
  }

  private boolean contains(List<?> templates, List<?> received) {
    return templates.stream().allMatch(t -> received.stream().anyMatch(r -> match(t, r)));
  }

  private boolean object(Map<?, ?> templates, Map<?, ?> received) {
    for (Map.Entry<?, ?> field : templates.entrySet()) {
      Object value = received.get(field.getKey());
      boolean absent = value == null || value == JsonValues.NULL;
      Object template = field.getValue();
      if (template == JsonValues.NULL ? !absent : value == null || !matches(template, value)) {
        return false;
      }
    }
    return true;
  }
}
