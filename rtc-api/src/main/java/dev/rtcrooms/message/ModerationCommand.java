package dev.rtcrooms.message;

/** The commands of the feature {@code Moderation}. A user is named by its id. Immutable. */
public sealed interface ModerationCommand extends Command
    permits Kick,
        BanUser,
        Unban,
        Permit,
        AskToMute,
        SetEntry,
        SetCapacity,
        Admit,
        Deny,
        SetHand,
        LowerHand,
        MoveUser {

  /** The longest id of a user, in UTF-16 code units. */
  int MAX_USER = 128;

  /** The longest reason, in UTF-16 code units. */
  int MAX_REASON = 100;
}
