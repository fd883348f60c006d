package dev.rtcrooms.listing;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of the types in one listing: without their packages, unless two types would look alike.
 * The names are complete when the whole listing was written once, so it is written twice. One
 * thread at a time may call it.
 */
final class TypeNames {
  private final Map<String, Set<String>> packages = new HashMap<>();

  String of(Class<?> type) {
    String name = type.getCanonicalName();
    if (type.isPrimitive()) {
      return name;
    }
    String simple = name.substring(type.getPackageName().length() + 1);
    Set<String> known = packages.computeIfAbsent(simple, each -> new TreeSet<>());
    known.add(type.getPackageName());
    return known.size() == 1 ? simple : name;
  }
}
