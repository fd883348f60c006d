package dev.rtcrooms.message;

import dev.rtcrooms.Grants;

/**
 * Changes who may enter.
 *
 * @param entry the new mode
 */
public record SetEntry(EntryMode entry) implements ModerationCommand {

  /** On the wire: {@code set-entry}. */
  public static final MessageType<SetEntry> TYPE =
      MessageType.of("set-entry", SetEntry.class).withRequiredGrant(Grants.MODERATE);
}
