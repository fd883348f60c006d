package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.MessageType;

/**
 * The client would like to speak, or no longer.
 *
 * @param up whether its hand is to be up
 * @param topic what about, at most {@value #MAX_TOPIC} characters
 */
public record RaiseHand(boolean up, String topic) implements CustomCommand {

  /** On the wire: {@code raise-hand}. */
  public static final MessageType<RaiseHand> TYPE =
      MessageType.of("raise-hand", RaiseHand.class, RaiseHand::read, RaiseHand::write)
          .withRequiredGrant(Grants.CHAT);

  static final int MAX_TOPIC = 80;

  private static RaiseHand read(FieldReader fields) {
    String topic = fields.optionalText("topic").orElse("");
    if (topic.length() > MAX_TOPIC) {
      throw new RefusalException(
          Refusal.ofField(
              Refusal.BAD_FIELD, "topic", "topic has at most " + MAX_TOPIC + " characters"));
    }
    return new RaiseHand(fields.flag("up"), topic);
  }

  private static void write(RaiseHand raise, FieldWriter fields) {
    fields.flag("up", raise.up).text("topic", raise.topic);
  }
}
