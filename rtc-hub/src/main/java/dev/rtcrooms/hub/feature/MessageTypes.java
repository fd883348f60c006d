package dev.rtcrooms.hub.feature;

import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Refresh;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Message types by class; for one thread until the rooms are built, then any thread. */
public final class MessageTypes {

  private final Map<Class<?>, MessageType<?>> byClass;

  /** The built-in types, and that of {@link Renewed}. */
  public MessageTypes() {
    byClass = new LinkedHashMap<>();
    MessageType.builtIn().forEach(this::add);
    byClass.put(Renewed.class, Renewed.TYPE);
  }

  private MessageTypes(MessageTypes original) {
    byClass = new LinkedHashMap<>(original.byClass);
  }

  /** An independent copy. */
  public MessageTypes copy() {
    return new MessageTypes(this);
  }

  /**
   * Adds a type.
   *
   * @throws IllegalArgumentException if its name or class is taken
   */
  public void add(MessageType<?> type) {
    for (MessageType<?> known : byClass.values()) {
      if (known.name().equals(type.name()) || known.type() == type.type()) {
        throw new IllegalArgumentException(
            "Message type " + type + " (" + type.type().getName() + ") is already declared");
      }
    }
    byClass.put(type.type(), type);
  }

  /**
   * The type of a message.
   *
   * @throws IllegalArgumentException if it was not declared
   */
  public MessageType<?> of(Object message) {
    MessageType<?> type = byClass.get(message.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          "Declare a MessageType for " + message.getClass().getName() + " to the builder");
    }
    return type;
  }

  /**
   * How many messages of this type count as one against the rate limit. An undeclared type, which
   * is refused, counts as 1.
   */
  public int allowance(Object message) {
    MessageType<?> type = byClass.get(message.getClass());
    return type == null ? 1 : type.allowance();
  }

  /** Tells whether a command may be answered with data. */
  public boolean hasReply(Object message) {
    MessageType<?> type = byClass.get(message.getClass());
    return type != null && type.reply().isPresent();
  }

  /** The types between clients and rooms, in the order in which they were added. */
  public List<MessageType<?>> all() {
    return allBut(Renewed.TYPE);
  }

  /** The types between nodes, which pass on no tokens: {@link Renewed} for {@link Refresh}. */
  public List<MessageType<?>> betweenNodes() {
    return allBut(Refresh.TYPE);
  }

  private List<MessageType<?>> allBut(MessageType<?> left) {
    return byClass.values().stream().filter(type -> type != left).toList();
  }
}
