package dev.rtcrooms.listing;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists one type: a line for its declaration and one for each member. For one thread at a time. */
final class TypeListing {
  private static final int OF_MEMBERS =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

  private final TypeText text;

  TypeListing(TypeText text) {
    this.text = text;
  }

  List<String> lines(Class<?> type) {
    List<String> lines = new ArrayList<>();
    lines.add(declaration(type));
    Visible.members(type, Class::getDeclaredFields).stream()
        .filter(Field::isEnumConstant)
        .forEach(constant -> lines.add("  " + text.annotations(constant) + constant.getName()));
    Visible.members(type, Class::getDeclaredFields).stream()
        .filter(field -> !field.isEnumConstant())
        .sorted(Comparator.comparing(Field::getName))
        .forEach(field -> lines.add("  " + field(field)));
    Visible.members(type, Class::getDeclaredConstructors).stream()
        .map(constructor -> "  " + constructor(constructor))
        .sorted()
        .forEach(lines::add);
    Visible.members(type, Class::getDeclaredMethods).stream()
        .map(method -> new Named(method.getName(), "  " + method(method)))
        .sorted(Comparator.comparing(Named::name).thenComparing(Named::line))
        .forEach(named -> lines.add(named.line()));
    return lines;
  }

  private record Named(String name, String line) {}

  private String declaration(Class<?> type) {
    return text.annotations(type)
        + modifiers(type)
        + kind(type)
        + text.name(type)
        + text.parameters(type.getTypeParameters())
        + components(type)
        + supertypes(type)
        + permitted(type);
  }

  private static String modifiers(Class<?> type) {
    boolean simple = type.isInterface() || type.isRecord() || type.isEnum();
    int implied = simple ? Modifier.ABSTRACT | Modifier.STATIC | Modifier.FINAL : 0;
    String modifiers = spaced(Modifier.toString(type.getModifiers() & OF_MEMBERS & ~implied));
    return type.isEnum() ? modifiers : modifiers + sealing(type);
  }

  private static String sealing(Class<?> type) {
    if (type.isSealed()) {
      return "sealed ";
    }
    boolean open = !Modifier.isFinal(type.getModifiers());
    Stream<Class<?>> parents =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
    return open && parents.anyMatch(Class::isSealed) ? "non-sealed " : "";
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface ";
    }
    if (type.isInterface()) {
      return "interface ";
    }
    return type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
  }

  private String components(Class<?> type) {
    return !type.isRecord()
        ? ""
        : Stream.of(type.getRecordComponents())
            .map(each -> text.of(each.getAnnotatedType()) + " " + each.getName())
            .collect(joining(", ", "(", ")"));
  }

  private String supertypes(Class<?> type) {
    List<Class<?>> declaring = Visible.withHiddenSupertypes(type);
    String extended =
        declaring.stream()
            .filter(each -> !each.isInterface() && !each.isEnum() && !each.isRecord())
            .filter(each -> each.getSuperclass() != Object.class)
            .filter(each -> Visible.type(each.getSuperclass()))
            .map(each -> " extends " + text.of(each.getAnnotatedSuperclass()))
            .collect(joining());
    String interfaces =
        declaring.stream()
            .flatMap(each -> Stream.of(each.getAnnotatedInterfaces()))
            .filter(each -> Visible.type(raw(each)))
            .map(text::of)
            .distinct()
            .sorted()
            .collect(joining(", "));
    String keyword = type.isInterface() ? " extends " : " implements ";
    return extended + (interfaces.isEmpty() || type.isAnnotation() ? "" : keyword + interfaces);
  }

  private static Class<?> raw(AnnotatedType type) {
    return type.getType() instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type.getType();
  }

  private String permitted(Class<?> type) {
    return !type.isSealed() || type.isEnum()
        ? ""
        : Stream.of(type.getPermittedSubclasses())
            .map(each -> Visible.type(each) ? text.name(each) : "(internal)")
            .distinct()
            .sorted()
            .collect(joining(", ", " permits ", ""));
  }

  private String field(Field field) {
    int implied = field.getDeclaringClass().isInterface() ? Modifier.PUBLIC : 0;
    return text.annotations(field)
        + spaced(Modifier.toString(field.getModifiers() & OF_MEMBERS & ~implied))
        + text.of(field.getAnnotatedType())
        + " "
        + field.getName()
        + Constants.initializer(field);
  }

  private String constructor(Constructor<?> constructor) {
    return text.annotations(constructor)
        + spaced(Modifier.toString(constructor.getModifiers() & OF_MEMBERS))
        + spaced(text.parameters(constructor.getTypeParameters()))
        + constructor.getDeclaringClass().getSimpleName()
        + parameters(constructor);
  }

  private String method(Method method) {
    return text.annotations(method)
        + modifiers(method)
        + spaced(text.parameters(method.getTypeParameters()))
        + text.of(method.getAnnotatedReturnType())
        + " "
        + method.getName()
        + parameters(method)
        + (method.getDefaultValue() == null
            ? ""
            : " default " + text.value(method.getDefaultValue()));
  }

  private static String modifiers(Method method) {
    boolean ofInterface = method.getDeclaringClass().isInterface();
    int implied = ofInterface ? Modifier.PUBLIC | Modifier.ABSTRACT : 0;
    String modifiers = spaced(Modifier.toString(method.getModifiers() & OF_MEMBERS & ~implied));
    return method.isDefault() ? modifiers + "default " : modifiers;
  }

  private String parameters(Executable executable) {
    String parameters = "(" + text.list(executable.getAnnotatedParameterTypes()) + ")";
    AnnotatedType[] thrown = executable.getAnnotatedExceptionTypes();
    String throwing = thrown.length == 0 ? "" : " throws " + text.list(thrown);
    return (executable.isVarArgs() ? parameters.replaceFirst("\\[]\\)$", "...)") : parameters)
        + throwing;
  }

  private static String spaced(String text) {
    return text.isEmpty() ? "" : text + " ";
  }
}
