package dev.rtcrooms.message;

/** A message that a room sends to its clients. Immutable, any thread. */
public sealed interface Event
    permits Hello,
        Replied,
        Refused,
        Ping,
        RoomChanged,
        Granted,
        Expiring,
        Members,
        MembersChanged,
        ViewerCount,
        ChatEvent,
        StreamsState,
        FreshIceServers,
        Published,
        Unpublished,
        Speakers,
        RecordingState,
        ChannelEvent,
        Connect,
        Disconnect,
        Signal,
        ModerationEvent,
        CustomEvent {}
