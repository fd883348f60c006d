package dev.rtcrooms.listing;

import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Decides what code outside of a module can name. Any thread may call it. */
final class Visible {
  private static final Set<String> OF_EVERY_ENUM = Set.of("values", "valueOf");
  private static final Set<String> OF_EVERY_RECORD = Set.of("equals", "hashCode", "toString");

  private Visible() {}

  /** Whether other modules can name a type of an exported package. */
  static boolean type(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass()) {
      return false;
    }
    Class<?> outer = type.getDeclaringClass();
    return outer == null
        ? Modifier.isPublic(type.getModifiers())
        : reachable(type.getModifiers(), outer) && type(outer);
  }

  /** Its fields, constructors or methods, also those from superclasses that cannot be named. */
  static <M extends Member> List<M> members(Class<?> type, Function<Class<?>, M[]> declared) {
    Map<String, M> members = new LinkedHashMap<>();
    for (Class<?> each : withHiddenSupertypes(type)) {
      for (M member : declared.apply(each)) {
        if (reachable(member.getModifiers(), type) && !generated(member)) {
          members.putIfAbsent(signature(member), member);
        }
      }
    }
    return List.copyOf(members.values());
  }

  /** The type and those of its supertypes that cannot be named, whose members are its own. */
  static List<Class<?>> withHiddenSupertypes(Class<?> type) {
    List<Class<?>> all = new ArrayList<>(List.of(type));
    Stream<Class<?>> parents =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
    parents
        .filter(parent -> !type(parent))
        .forEach(parent -> all.addAll(withHiddenSupertypes(parent)));
    return all;
  }

  private static String signature(Member member) {
    String parameters =
        member instanceof Executable executable
            ? Arrays.toString(executable.getParameterTypes())
            : "";
    return member.getName() + parameters;
  }

  /** A protected member of a final class is reachable for nobody. */
  private static boolean reachable(int modifiers, Class<?> declaring) {
    return Modifier.isPublic(modifiers)
        || (Modifier.isProtected(modifiers) && !Modifier.isFinal(declaring.getModifiers()));
  }

  private static boolean generated(Member member) {
    Class<?> type = member.getDeclaringClass();
    return member.isSynthetic()
        || (type.isEnum() && OF_EVERY_ENUM.contains(member.getName()))
        || (type.isRecord() && ofRecord(type, member));
  }

  private static boolean ofRecord(Class<?> type, Member member) {
    if (member instanceof Method method && method.getParameterCount() == 0) {
      return OF_EVERY_RECORD.contains(method.getName())
          || components(type).anyMatch(each -> each.getAccessor().equals(method));
    }
    if (member instanceof Method method) {
      return method.getName().equals("equals")
          && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Object.class});
    }
    Class<?>[] canonical = components(type).map(RecordComponent::getType).toArray(Class<?>[]::new);
    return member instanceof Executable constructor
        && Modifier.isPublic(constructor.getModifiers())
        && Arrays.equals(constructor.getParameterTypes(), canonical);
  }

  private static Stream<RecordComponent> components(Class<?> type) {
    return Stream.of(type.getRecordComponents());
  }
}
