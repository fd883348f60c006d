package dev.rtcrooms.examples.hands;

import dev.rtcrooms.Grants;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.MessageType;

/**
 * Gives the floor to one whose hand is up; for those only who moderate.
 *
 * @param client whose turn it is
 */
public record CallOn(String client) implements CustomCommand {

  /** On the wire: {@code call-on}. */
  public static final MessageType<CallOn> TYPE =
      MessageType.of(
              "call-on",
              CallOn.class,
              f -> new CallOn(f.text("client")),
              (callOn, f) -> f.text("client", callOn.client()))
          .withRequiredGrant(Grants.MODERATE);
}
