package dev.rtcrooms.message;

/** The events of the feature {@code Chat}. A message is named by its number. Immutable. */
public sealed interface ChatEvent extends Event
    permits Said,
        Edited,
        Deleted,
        Reacted,
        ChatLog,
        Typing,
        SaidTo,
        DirectLog,
        ReadMarkers,
        SlowMode {}
