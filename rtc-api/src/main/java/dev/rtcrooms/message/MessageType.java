package dev.rtcrooms.message;

import dev.rtcrooms.Audience;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Declares one type of message: its name, its record, how its fields are read and written, and how
 * it is delivered. Immutable; the {@code with} methods give changed copies. The library's own are
 * the {@code TYPE} constants of its records; a host declares its own to {@link
 * dev.rtcrooms.Rooms.Builder#feature}.
 *
 * <pre>{@code
 * record Wave(String to) implements CustomCommand {
 *   static final MessageType<Wave> TYPE =
 *       MessageType.of("wave", Wave.class, f -> new Wave(f.text("to")), (w, f) -> f.text("to", w.to()))
 *           .withRequiredGrant(Grants.CHAT);
 * }
 * }</pre>
 *
 * @param <T> the record
 */
public final class MessageType<T> {

  private static final int MAX_NAME = 64;

  private final String name;
  private final Class<T> type;
  private final Function<? super FieldReader, ? extends T> reader;
  private final BiConsumer<? super T, ? super FieldWriter> writer;
  private final Delivery delivery;
  private final Audience audience;
  private final @Nullable String requiredGrant;
  private final Function<? super T, ?> key;
  private final Function<? super T, ? extends @Nullable String> retryId;
  private final int allowance;

  private MessageType(
      String name,
      Class<T> type,
      Function<? super FieldReader, ? extends T> reader,
      BiConsumer<? super T, ? super FieldWriter> writer,
      Delivery delivery,
      Audience audience,
      @Nullable String requiredGrant,
      Function<? super T, ?> key,
      Function<? super T, ? extends @Nullable String> retryId,
      int allowance) {
    this.name = name;
    this.type = type;
    this.reader = reader;
    this.writer = writer;
    this.delivery = delivery;
    this.audience = audience;
    this.requiredGrant = requiredGrant;
    this.key = key;
    this.retryId = retryId;
    this.allowance = allowance;
  }

  /**
   * Declares a message that is delivered as a {@link Delivery#SIGNAL}, is heard by participants,
   * and requires no grant.
   *
   * @param name what {@code type} says on the wire: 1 to 64 lower-case letters, digits and hyphens
   * @param type the record's class
   * @param reader makes the message of its fields; may throw {@link RefusalException}, and what an
   *     {@link IllegalArgumentException} or {@link ArithmeticException} says is refused as {@link
   *     Refusal#BAD_FIELD}
   * @param writer writes the message's fields, but for {@code type}, {@code ref} and {@code offset}
   * @param <T> the record
   * @return the type
   * @throws IllegalArgumentException if the name has other characters
   */
  public static <T> MessageType<T> of(
      String name,
      Class<T> type,
      Function<? super FieldReader, ? extends T> reader,
      BiConsumer<? super T, ? super FieldWriter> writer) {
    boolean plain =
        name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
    if (name.isEmpty() || name.length() > MAX_NAME || !plain) {
      throw new IllegalArgumentException("Not a message type's name: " + name);
    }
    return new MessageType<>(
        name,
        type,
        reader,
        writer,
        Delivery.SIGNAL,
        Audience.PARTICIPANTS,
        null,
        m -> type,
        m -> null,
        1);
  }

  /**
   * The library's own types.
   *
   * @return an unmodifiable list
   */
  public static List<MessageType<?>> builtIn() {
    return BuiltIn.TYPES;
  }

  /**
   * The same type, delivered otherwise.
   *
   * @param delivery what happens when the receiver is not ready
   * @return a changed copy
   */
  public MessageType<T> withDelivery(Delivery delivery) {
    return new MessageType<>(
        name, type, reader, writer, delivery, audience, requiredGrant, key, retryId, allowance);
  }

  /**
   * The same type, heard by others.
   *
   * @param audience who hears a broadcast
   * @return a changed copy
   */
  public MessageType<T> withAudience(Audience audience) {
    return new MessageType<>(
        name, type, reader, writer, delivery, audience, requiredGrant, key, retryId, allowance);
  }

  /**
   * The same type, for those only who may send it.
   *
   * @param grant what a client needs to send this command
   * @return a changed copy
   */
  public MessageType<T> withRequiredGrant(String grant) {
    return new MessageType<>(
        name, type, reader, writer, delivery, audience, grant, key, retryId, allowance);
  }

  /**
   * The same type, of which, when {@link Delivery#LATEST}, the newest for each key waits; by
   * default the newest of all.
   *
   * @param key what a newer message must share with an older one to replace it; has equals
   * @return a changed copy
   */
  public MessageType<T> withKey(Function<? super T, ?> key) {
    return new MessageType<>(
        name,
        type,
        reader,
        writer,
        delivery,
        audience,
        requiredGrant,
        m -> List.of(type, key.apply(m)),
        retryId,
        allowance);
  }

  /**
   * The same type, whose commands are carried out once for each id: a retry is given the answer of
   * the first, and is carried out only if that was refused. The ids of the last 1,024 such commands
   * of a room are remembered, each for its user alone.
   *
   * @param retryId the sender's own id for the command, or null if it will not retry
   * @return a changed copy
   */
  public MessageType<T> withRetryId(Function<? super T, ? extends @Nullable String> retryId) {
    return new MessageType<>(
        name, type, reader, writer, delivery, audience, requiredGrant, key, retryId, allowance);
  }

  /**
   * The same type, of which a client may send more: for small commands that come in swarms.
   *
   * @param allowance how many count as one toward {@link dev.rtcrooms.Limits}; 1 by default, or
   *     more
   * @return a changed copy
   */
  public MessageType<T> withAllowance(int allowance) {
    if (allowance < 1) {
      throw new IllegalArgumentException("An allowance is 1 or more");
    }
    return new MessageType<>(
        name, type, reader, writer, delivery, audience, requiredGrant, key, retryId, allowance);
  }

  /**
   * What {@code type} says on the wire.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The record's class.
   *
   * @return the class of every message of this type
   */
  public Class<T> type() {
    return type;
  }

  /**
   * What happens to such an event when its receiver is not ready for it.
   *
   * @return the delivery class
   */
  public Delivery delivery() {
    return delivery;
  }

  /**
   * Who hears a broadcast of such an event.
   *
   * @return the audience
   */
  public Audience audience() {
    return audience;
  }

  /**
   * What a client needs to send such a command.
   *
   * @return a grant's name, or empty if none is needed
   */
  public Optional<String> requiredGrant() {
    return Optional.ofNullable(requiredGrant);
  }

  /** {@return how many such commands count as one, see {@link #withAllowance}; 1 or more} */
  public int allowance() {
    return allowance;
  }

  /**
   * Makes a message of its fields.
   *
   * @param fields the received fields
   * @return the message
   * @throws RefusalException if a field is missing or bad
   */
  public T read(FieldReader fields) {
    try {
      return reader.apply(fields);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RefusalException(Refusal.BAD_FIELD, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Writes a message's fields.
   *
   * @param message one of this type
   * @param fields takes them
   * @throws ClassCastException if the message is of another type
   */
  public void write(Object message, FieldWriter fields) {
    writer.accept(type.cast(message), fields);
  }

  /**
   * What a newer message must share with this one to replace it while it waits.
   *
   * @param message one of this type
   * @return an object with equals
   * @throws ClassCastException if the message is of another type
   */
  public Object key(Object message) {
    return key.apply(type.cast(message));
  }

  /**
   * What tells a retry of this command from a new one.
   *
   * @param message one of this type
   * @return the sender's own id for it, or empty if it will not be retried
   * @throws ClassCastException if the message is of another type
   */
  public Optional<String> retryId(Object message) {
    return Optional.ofNullable(retryId.apply(type.cast(message)));
  }

  @Override
  public String toString() {
    return name;
  }
}
