package dev.rtcrooms.message;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Client;
import dev.rtcrooms.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A client as others see it; immutable, any thread.
 *
 * @param client the {@link Client#id()}
 * @param user its user
 * @param info the attribute that the host shows to others, or null if there is none; see {@link
 *     dev.rtcrooms.RoomsBuilder#memberInfo}
 */
public record Member(String client, User user, @Nullable Fields info) {

  /**
   * A member without info.
   *
   * @param client the {@link Client#id()}
   * @param user its user
   */
  public Member(String client, User user) {
    this(client, user, null);
  }

  /**
   * Describes a client as others see it now.
   *
   * @param client a client of the room
   * @return its member record
   */
  public static Member of(Client client) {
    return new Member(client.id(), client.user().withoutAttributes(), client.info().orElse(null));
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

  /** {@return the same member without its info} */
  public Member withoutInfo() {
    return info == null ? this : new Member(client, user);
  }

  static Member read(FieldReader fields) {
    Member plain = readWithoutInfo(fields);
    Fields info = fields.optionalObject("info", FieldReader::fields).orElse(null);
    return info == null ? plain : new Member(plain.client, plain.user, info);
  }

  static Member readWithoutInfo(FieldReader fields) {
    return new Member(fields.text("client"), User.of(fields.text("user"), fields.text("name")));
  }

  static void write(Member member, FieldWriter fields) {
    fields
        .text("client", member.client)
        .text("user", member.user.id())
        .text("name", member.user.name());
    if (member.info != null) {
      fields.object("info", member.info, Fields::writeTo);
    }
  }
}
