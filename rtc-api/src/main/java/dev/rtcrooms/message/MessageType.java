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
 * Declares one type of message: its name, its record, and how it is read, written and delivered.
 * Immutable, any thread; the {@code with} methods return changed copies. A host declares its own
 * types to {@link dev.rtcrooms.RoomsBuilder#feature}.
 *
 * <pre>{@code
 * record Wave(@Size(max = 12) String to) implements CustomCommand {
 *   static final MessageType<Wave> TYPE =
 *       MessageType.of("wave", Wave.class).withRequiredGrant(Grants.CHAT).withReply(Waved.class);
 * }
 * }</pre>
 *
 * @param <T> the record
 */
public final class MessageType<T> {

  private final String name;
  private final RecordFormat<T> format;
  private final Delivery delivery;
  private final Audience audience;
  private final @Nullable String requiredGrant;
  private final Function<? super T, ?> key;
  private final Function<? super T, ? extends @Nullable String> retryId;
  private final int allowance;
  private final @Nullable RecordFormat<?> reply;

  private MessageType(
      String name,
      RecordFormat<T> format,
      Delivery delivery,
      Audience audience,
      @Nullable String requiredGrant,
      Function<? super T, ?> key,
      Function<? super T, ? extends @Nullable String> retryId,
      int allowance,
      @Nullable RecordFormat<?> reply) {
    this.name = name;
    this.format = format;
    this.delivery = delivery;
    this.audience = audience;
    this.requiredGrant = requiredGrant;
    this.key = key;
    this.retryId = retryId;
    this.allowance = allowance;
    this.reply = reply;
  }

  /**
   * Declares a message whose fields are derived from its record, as {@link RecordFormat#of(Class)}
   * describes. By default it is delivered as a {@link Delivery#SIGNAL}, is received by
   * participants, and requires no grant.
   *
   * @param name the value of {@code type} on the wire: 1 to 64 lower-case letters, digits and
   *     hyphens
   * @param type the record's class
   * @param <T> the record
   * @return the type
   * @throws IllegalArgumentException if the name has other characters, if no format can be derived,
   *     or if a component is named {@code type}, {@code ref} or {@code offset}
   */
  public static <T extends Record> MessageType<T> of(String name, Class<T> type) {
    return of(name, RecordFormat.of(type));
  }

  /**
   * As {@link #of(String, Class)}, for a message whose fields are read and written by hand.
   *
   * @param name see {@link #of(String, Class)}
   * @param type the record's class
   * @param reader creates the message from its fields, see {@link RecordFormat#of(Class, Function,
   *     BiConsumer)}
   * @param writer writes the message's fields, without {@code type}, {@code ref} and {@code offset}
   * @param <T> the record
   * @return the type
   * @throws IllegalArgumentException if the name has other characters
   */
  public static <T> MessageType<T> of(
      String name,
      Class<T> type,
      Function<? super FieldReader, ? extends T> reader,
      BiConsumer<? super T, ? super FieldWriter> writer) {
    return of(name, RecordFormat.of(type, reader, writer));
  }

  /**
   * As {@link #of(String, Class)}, with a given format, for example for a record that only its own
   * module can access.
   *
   * @param name see {@link #of(String, Class)}
   * @param format how the message's fields are read and written
   * @param <T> the record
   * @return the type
   * @throws IllegalArgumentException see {@link #of(String, Class)}
   */
  public static <T> MessageType<T> of(String name, RecordFormat<T> format) {
    Envelope.check(name, format);
    Function<T, ?> key = m -> format.type();
    return new MessageType<>(
        name, format, Delivery.SIGNAL, Audience.PARTICIPANTS, null, key, m -> null, 1, null);
  }

  /** {@return the library's own types, unmodifiable} */
  public static List<MessageType<?>> builtIn() {
    return BuiltIn.TYPES;
  }

  /**
   * Changes the delivery class.
   *
   * @param delivery how an event is delivered to a client that is not ready
   * @return a changed copy
   */
  public MessageType<T> withDelivery(Delivery delivery) {
    return new MessageType<>(
        name, format, delivery, audience, requiredGrant, key, retryId, allowance, reply);
  }

  /**
   * Changes the audience.
   *
   * @param audience the receivers of a broadcast
   * @return a changed copy
   */
  public MessageType<T> withAudience(Audience audience) {
    return new MessageType<>(
        name, format, delivery, audience, requiredGrant, key, retryId, allowance, reply);
  }

  /**
   * Requires a grant of the sender.
   *
   * @param grant the grant that a client needs to send this command
   * @return a changed copy
   */
  public MessageType<T> withRequiredGrant(String grant) {
    return new MessageType<>(
        name, format, delivery, audience, grant, key, retryId, allowance, reply);
  }

  /**
   * Sets the key of a message, for {@link Delivery#LATEST}: a message replaces a waiting message
   * with the same key. By default all messages of the type have the same key.
   *
   * @param key returns the key of a message; must implement {@code equals} and {@code hashCode}
   * @return a changed copy
   */
  public MessageType<T> withKey(Function<? super T, ?> key) {
    Function<T, ?> unique = m -> List.of(format.type(), key.apply(m));
    return new MessageType<>(
        name, format, delivery, audience, requiredGrant, unique, retryId, allowance, reply);
  }

  /**
   * Executes each command once per id. A retry gets the answer of the first command, and is
   * executed only if that was refused. A room remembers the ids of its last 1,024 such commands.
   * Equal ids of different users are different commands.
   *
   * @param retryId returns the sender's own id for the command, or null if it will not retry
   * @return a changed copy
   */
  public MessageType<T> withRetryId(Function<? super T, ? extends @Nullable String> retryId) {
    return new MessageType<>(
        name, format, delivery, audience, requiredGrant, key, retryId, allowance, reply);
  }

  /**
   * Lets a client send more commands of this type, for small commands that come in bursts.
   *
   * @param allowance how many count as one toward {@link dev.rtcrooms.Limits#commandsPerSecond()};
   *     1 or more
   * @return a changed copy
   */
  public MessageType<T> withAllowance(int allowance) {
    if (allowance < 1) {
      throw new IllegalArgumentException("An allowance is 1 or more");
    }
    return new MessageType<>(
        name, format, delivery, audience, requiredGrant, key, retryId, allowance, reply);
  }

  /**
   * Declares the data of replies to this command, whose fields are derived as {@link
   * RecordFormat#of(Class)} describes. Without this, replies carry no data.
   *
   * @param data the record's class
   * @return a changed copy
   * @throws IllegalArgumentException if no format can be derived
   */
  public MessageType<T> withReply(Class<? extends Record> data) {
    return withReply(RecordFormat.of(data));
  }

  /**
   * Declares the data of replies to this command.
   *
   * @param data how the data is read and written
   * @return a changed copy
   */
  public MessageType<T> withReply(RecordFormat<?> data) {
    return new MessageType<>(
        name, format, delivery, audience, requiredGrant, key, retryId, allowance, data);
  }

  /** {@return the value of {@code type} on the wire} */
  public String name() {
    return name;
  }

  /** {@return the class of every message of this type} */
  public Class<T> type() {
    return format.type();
  }

  /** {@return how such an event is delivered to a client that is not ready} */
  public Delivery delivery() {
    return delivery;
  }

  /** {@return the receivers of a broadcast of such an event} */
  public Audience audience() {
    return audience;
  }

  /** {@return the grant that a client needs to send such a command, or empty if it needs none} */
  public Optional<String> requiredGrant() {
    return Optional.ofNullable(requiredGrant);
  }

  /** {@return how many such commands count as one, see {@link #withAllowance}; 1 or more} */
  public int allowance() {
    return allowance;
  }

  /** {@return the format of the data of replies, or empty if they carry none} */
  public Optional<RecordFormat<?>> reply() {
    return Optional.ofNullable(reply);
  }

  /**
   * Creates a message from its fields.
   *
   * @param fields the received fields
   * @return the message
   * @throws RefusalException if a field is missing or invalid
   */
  public T read(FieldReader fields) {
    try {
      return format.read(fields);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new RefusalException(Refusal.BAD_FIELD, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Writes a message's fields.
   *
   * @param message one of this type
   * @param fields receives the fields
   * @throws ClassCastException if the message is not of this type
   */
  public void write(Object message, FieldWriter fields) {
    format.write(message, fields);
  }

  /** {@return the key of a message, see {@link #withKey}} */
  public Object key(Object message) {
    return key.apply(type().cast(message));
  }

  /**
   * Returns the id that a command has in common with its retries.
   *
   * @param message one of this type
   * @return the sender's own id for it, or empty if it will not be retried
   */
  public Optional<String> retryId(Object message) {
    return Optional.ofNullable(retryId.apply(type().cast(message)));
  }

  @Override
  public String toString() {
    return name;
  }
}
