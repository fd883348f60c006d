package dev.rtcrooms.spring;

import dev.rtcrooms.message.MessageType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.annotation.ReflectiveProcessor;
import org.springframework.core.ResolvableType;

/**
 * Tells what a native image needs of the rooms: resources, records that are read by reflection, the
 * proxy of the health indicator, and the methods with {@link RoomCommand}. For the build of an
 * image.
 */
final class RoomsRuntimeHints implements RuntimeHintsRegistrar, ReflectiveProcessor {

  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
    hints.resources().registerPattern("dev/rtcrooms/http/*.html");
    hints.resources().registerPattern("META-INF/resources/rtc-rooms/*");
    for (MessageType<?> type : MessageType.builtIn()) {
      record(hints.reflection(), type.type());
      type.reply().ifPresent(reply -> record(hints.reflection(), reply.type()));
    }
    for (String indicator : RoomsHealth.INDICATORS) {
      hints.proxies().registerJdkProxy(TypeReference.of(indicator));
      String health = indicator.replace("HealthIndicator", "Health");
      for (String name : new String[] {health, health + "$Builder"}) {
        hints
            .reflection()
            .registerTypeIfPresent(loader, name, MemberCategory.INVOKE_PUBLIC_METHODS);
      }
    }
  }

  /** A method with {@link RoomCommand}, and the records of its command and its answer. */
  @Override
  public void registerReflectionHints(ReflectionHints hints, AnnotatedElement element) {
    if (element instanceof Method method) {
      hints.registerMethod(method, ExecutableMode.INVOKE);
      RoomCommand annotation = Objects.requireNonNull(method.getAnnotation(RoomCommand.class));
      CommandMethod checked = CommandMethod.of(method, annotation);
      record(hints, checked.command());
      record(hints, checked.answer());
    }
  }

  /** A record, and those of its components. */
  private static void record(ReflectionHints hints, Class<?> type) {
    if (type.isRecord() && hints.getTypeHint(type) == null) {
      hints.registerType(
          type,
          MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
          MemberCategory.INVOKE_DECLARED_METHODS);
      for (RecordComponent component : type.getRecordComponents()) {
        ResolvableType declared = ResolvableType.forType(component.getGenericType());
        record(hints, declared.toClass());
        for (ResolvableType part : declared.getGenerics()) {
          record(hints, part.toClass());
        }
      }
    }
  }
}
