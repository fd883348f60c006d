package dev.rtcrooms.message;

import dev.rtcrooms.Client;
import dev.rtcrooms.User;

/**
 * A client as others see it. Immutable.
 *
 * @param client the {@link Client#id()}
 * @param user who it is
 */
public record Member(String client, User user) {

  /**
   * A client as others see it.
   *
   * @param client who is in the room
   * @return its member record
   */
  public static Member of(Client client) {
    return new Member(client.id(), client.user());
  }

  static Member read(FieldReader fields) {
    return new Member(fields.text("client"), User.of(fields.text("user"), fields.text("name")));
  }

  static void write(Member member, FieldWriter fields) {
    fields
        .text("client", member.client)
        .text("user", member.user.id())
        .text("name", member.user.name());
  }
}
