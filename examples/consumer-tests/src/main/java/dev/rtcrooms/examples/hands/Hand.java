package dev.rtcrooms.examples.hands;

import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.FieldWriter;

/**
 * A hand that is up. Immutable.
 *
 * @param client whose it is
 * @param name what that user is called
 * @param topic what about
 */
public record Hand(String client, String name, String topic) {

  static Hand read(FieldReader fields) {
    return new Hand(fields.text("client"), fields.text("name"), fields.text("topic"));
  }

  static void write(Hand hand, FieldWriter fields) {
    fields.text("client", hand.client).text("name", hand.name).text("topic", hand.topic);
  }
}
