package dev.rtcrooms.message;

/** What a client hears from its room. Immutable. */
public sealed interface Event
    permits Hello,
        Replied,
        Refused,
        Ping,
        Granted,
        Members,
        Joined,
        Left,
        ViewerCount,
        Said,
        ChatLog,
        StreamsState,
        FreshIceServers,
        Published,
        Unpublished,
        Connect,
        Disconnect,
        Signal,
        CustomEvent {}
