package dev.rtcrooms.hub;

import dev.rtcrooms.message.MessageType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The message types of some rooms, by class; not changed once the rooms are built. */
final class MessageTypes {

  private final Map<Class<?>, MessageType<?>> byClass;

  MessageTypes() {
    byClass = new LinkedHashMap<>();
    MessageType.builtIn().forEach(this::add);
  }

  private MessageTypes(MessageTypes original) {
    byClass = new LinkedHashMap<>(original.byClass);
  }

  MessageTypes copy() {
    return new MessageTypes(this);
  }

  void add(MessageType<?> type) {
    for (MessageType<?> known : byClass.values()) {
      if (known.name().equals(type.name()) || known.type() == type.type()) {
        throw new IllegalArgumentException(
            "Message type " + type + " (" + type.type().getName() + ") is declared already");
      }
    }
    byClass.put(type.type(), type);
  }

  MessageType<?> of(Object message) {
    MessageType<?> type = byClass.get(message.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          "Declare a MessageType for " + message.getClass().getName() + " to the builder");
    }
    return type;
  }

  /**
   * How many such messages count as one; one of an unknown type, which is refused, counts whole.
   */
  int allowance(Object message) {
    MessageType<?> type = byClass.get(message.getClass());
    return type == null ? 1 : type.allowance();
  }

  List<MessageType<?>> all() {
    return List.copyOf(byClass.values());
  }
}
