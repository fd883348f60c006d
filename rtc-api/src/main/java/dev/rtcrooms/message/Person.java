package dev.rtcrooms.message;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.User;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A user in a room, with all its connections as a participant; immutable, any thread.
 *
 * @param user the user, without attributes; its name is that of the connection that joined or
 *     changed its info last
 * @param info the attribute that the host shows to others, of the same connection, or null if there
 *     is none; see {@link dev.rtcrooms.RoomsBuilder#memberInfo}
 * @param state whether the user is connected
 * @param clients the {@link Client#id()} of each connection, in the order of joining; at least one
 */
public record Person(User user, @Nullable Fields info, State state, List<String> clients) {

  private static final FieldType.Text STATE = EnumNames.of(State.class);

  /** Whether a user is connected. */
  public enum State {
    /** At least one connection is open, or was lost only a moment ago. */
    ONLINE,
    /** All connections were lost, and the user is expected back. */
    AWAY
  }

  /** Copies the list, and omits the user's attributes. */
  public Person {
    user = user.withoutAttributes();
    clients = List.copyOf(clients);
  }

  /**
   * Reads the info.
   *
   * @param key the key that {@link dev.rtcrooms.RoomsBuilder#memberInfo} was given
   * @param <T> the type of the info
   * @return the info, or empty if there is none
   * @throws dev.rtcrooms.RefusalException if the fields of the info do not match this type
   */
  public <T extends Record> Optional<T> info(AttributeKey<T> key) {
    return Optional.ofNullable(info).flatMap(i -> key.format().map(format -> format.read(i)));
  }

  static Person read(FieldReader fields) {
    return new Person(
        User.of(fields.text("user"), fields.text("name")),
        fields.optionalObject("info", FieldReader::fields).orElse(null),
        (State) STATE.value("state", fields.text("state")),
        fields.texts("clients"));
  }

  static void write(Person person, FieldWriter fields) {
    fields.text("user", person.user.id()).text("name", person.user.name());
    if (person.info != null) {
      fields.object("info", person.info, Fields::writeTo);
    }
    STATE.write(fields, "state", person.state);
    fields.texts("clients", person.clients);
  }
}
