package dev.rtcrooms.listing;

import static java.util.stream.Collectors.joining;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Stream;

/** Writes types and annotations as Java source does. One thread at a time may call it. */
final class TypeText {
  private final TypeNames names;

  TypeText(TypeNames names) {
    this.names = names;
  }

  String name(Class<?> type) {
    return names.of(type);
  }

  String of(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String annotations = annotations(array);
      String brackets = annotations.isEmpty() ? "[]" : " " + annotations + "[]";
      return of(array.getAnnotatedGenericComponentType()) + brackets;
    }
    return annotated(type, plain(type));
  }

  private String plain(AnnotatedType type) {
    if (type instanceof AnnotatedParameterizedType parameterized) {
      Class<?> raw = (Class<?>) ((ParameterizedType) parameterized.getType()).getRawType();
      return names.of(raw) + "<" + list(parameterized.getAnnotatedActualTypeArguments()) + ">";
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return wildcard(wildcard);
    }
    if (type instanceof AnnotatedTypeVariable variable) {
      return variable.getType().getTypeName();
    }
    return names.of((Class<?>) type.getType());
  }

  private String wildcard(AnnotatedWildcardType type) {
    AnnotatedType[] lower = type.getAnnotatedLowerBounds();
    if (lower.length > 0) {
      return "? super " + list(lower);
    }
    String upper = bounds(type.getAnnotatedUpperBounds());
    return upper.isEmpty() ? "?" : "? extends " + upper;
  }

  String list(AnnotatedType[] types) {
    return Stream.of(types).map(this::of).collect(joining(", "));
  }

  /** The type parameters of a class or method in angle brackets, or nothing. */
  String parameters(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Stream.of(variables).map(this::parameter).collect(joining(", ", "<", ">"));
  }

  private String parameter(TypeVariable<?> variable) {
    String bounds = bounds(variable.getAnnotatedBounds());
    String name = annotated(variable, variable.getName());
    return bounds.isEmpty() ? name : name + " extends " + bounds;
  }

  private String bounds(AnnotatedType[] bounds) {
    String text = Stream.of(bounds).map(this::of).collect(joining(" & "));
    return text.equals("Object") ? "" : text;
  }

  private String annotated(AnnotatedElement element, String text) {
    String annotations = annotations(element);
    if (annotations.isEmpty() || !text.contains(".")) {
      return annotations + text;
    }
    int last = text.substring(0, (text + "<").indexOf('<')).lastIndexOf('.') + 1;
    return text.substring(0, last) + annotations + text.substring(last);
  }

  /** The annotations of a declaration or type, each with a space behind it. */
  String annotations(AnnotatedElement element) {
    return Stream.of(element.getDeclaredAnnotations())
        .map(annotation -> annotation(annotation) + " ")
        .sorted()
        .collect(joining());
  }

  private String annotation(Annotation annotation) {
    String values =
        Stream.of(annotation.annotationType().getDeclaredMethods())
            .filter(element -> !same(given(annotation, element), element.getDefaultValue()))
            .map(element -> element.getName() + " = " + value(given(annotation, element)))
            .sorted()
            .collect(joining(", "));
    String name = "@" + names.of(annotation.annotationType());
    return values.isEmpty() ? name : name + "(" + values + ")";
  }

  private static Object given(Annotation annotation, Method element) {
    try {
      return element.invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean same(Object value, Object other) {
    return Arrays.deepEquals(new Object[] {value}, new Object[] {other});
  }

  /** The value of an annotation's element. */
  String value(Object value) {
    if (value instanceof Object[] several) {
      return Stream.of(several).map(this::value).collect(joining(", ", "{", "}"));
    }
    return value instanceof Class<?> type ? names.of(type) + ".class" : Constants.literal(value);
  }
}
