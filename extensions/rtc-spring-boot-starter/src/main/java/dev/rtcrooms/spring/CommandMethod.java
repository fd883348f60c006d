package dev.rtcrooms.spring;

import dev.rtcrooms.Client;
import dev.rtcrooms.Result;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * A method with {@link RoomCommand}, whose signature was checked; immutable, any thread.
 *
 * @param method of the bean's class, or of its proxy
 * @param annotation on the method
 * @param command the class of the commands that it handles
 * @param answer what it returns, or what its stage gives
 */
record CommandMethod(
    Method method, RoomCommand annotation, Class<? extends Record> command, Class<?> answer) {

  /**
   * Checks a signature.
   *
   * @throws IllegalStateException if it is not one of those that {@link RoomCommand} describes
   */
  static CommandMethod of(Method method, RoomCommand annotation) {
    Class<?>[] parameters = method.getParameterTypes();
    if (parameters.length != 2
        || parameters[0] != Client.class
        || !parameters[1].isRecord()
        || !CustomCommand.class.isAssignableFrom(parameters[1])) {
      throw wrong(
          method, "its parameters must be a Client and a record that implements CustomCommand");
    }
    Class<?> answer = answer(method);
    boolean known =
        answer == void.class
            || answer == Void.class
            || answer == Result.class
            || Event.class.isAssignableFrom(answer)
            || answer.isRecord();
    if (!known) {
      throw wrong(
          method, "it must return void, a Result, an event, a record, or a CompletionStage of one");
    }
    return new CommandMethod(method, annotation, parameters[1].asSubclass(Record.class), answer);
  }

  private static Class<?> answer(Method method) {
    ResolvableType returned = ResolvableType.forMethodReturnType(method);
    boolean later = CompletionStage.class.isAssignableFrom(method.getReturnType());
    ResolvableType answer = later ? returned.as(CompletionStage.class).getGeneric(0) : returned;
    return answer.resolve(Object.class);
  }

  /** The error of a method that cannot handle commands. */
  static IllegalStateException wrong(Method method, String reason) {
    String parameters =
        Arrays.stream(method.getParameterTypes())
            .map(Class::getSimpleName)
            .collect(Collectors.joining(", "));
    return new IllegalStateException(
        "The @RoomCommand method "
            + method.getDeclaringClass().getName()
            + "."
            + method.getName()
            + "("
            + parameters
            + ") is wrong: "
            + reason);
  }

  /** The type that the annotation declares; empty if it leaves this to a bean. */
  Optional<MessageType<?>> declared() {
    if (annotation.value().isEmpty()) {
      return Optional.empty();
    }
    try {
      MessageType<?> type = MessageType.of(annotation.value(), command);
      if (!annotation.grant().isEmpty()) {
        type = type.withRequiredGrant(annotation.grant());
      }
      boolean replies = answer.isRecord() && !Event.class.isAssignableFrom(answer);
      return Optional.of(replies ? type.withReply(answer.asSubclass(Record.class)) : type);
    } catch (IllegalArgumentException e) {
      throw wrong(method, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Returns the method with which a bean is called, which may be a proxy.
   *
   * @throws IllegalStateException if the method is private, or in no interface of the proxy
   */
  CommandMethod on(Object bean) {
    try {
      Method found = AopUtils.selectInvocableMethod(method, bean.getClass());
      ReflectionUtils.makeAccessible(found);
      return new CommandMethod(found, annotation, command, answer);
    } catch (IllegalStateException e) {
      throw wrong(method, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Handles a command in the mailbox of the sender's room.
   *
   * @param bean of this method, see {@link #on}
   */
  Result call(Object bean, Client sender, Command given) {
    return result(sender, ReflectionUtils.invokeMethod(method, bean, sender, given));
  }

  private static Result result(Client sender, @Nullable Object answer) {
    if (answer instanceof Result result) {
      return result;
    }
    if (answer instanceof CompletionStage<?> stage) {
      return Result.then(stage, later -> result(sender, later));
    }
    if (answer instanceof Event event) {
      sender.room().hub().broadcast(event);
    } else if (answer instanceof Record data) {
      return Result.reply(data);
    }
    return Result.DONE;
  }
}
