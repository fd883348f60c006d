package dev.rtcrooms.message;

/** The events of the feature {@code Moderation}. A user is named by its id. Immutable. */
public sealed interface ModerationEvent extends Event
    permits ModerationState,
        ModeratorState,
        EntryChanged,
        HandChanged,
        PermitsChanged,
        WaitingChanged,
        BanChanged,
        MuteRequested,
        Waiting {}
