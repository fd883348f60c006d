package dev.rtcrooms.message;

/** A message that a client sends to its room. Immutable, any thread. */
public sealed interface Command
    permits ChatCommand,
        Pong,
        Refresh,
        Publish,
        Unpublish,
        Keep,
        Signal,
        ChannelCommand,
        ModerationCommand,
        CustomCommand {}
