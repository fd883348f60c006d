package dev.rtcrooms.message;

/** An event about data channels that go through the server. Immutable, any thread. */
public sealed interface ChannelEvent extends Event
    permits ChannelOpened, ChannelClosed, ChannelPeers, ChannelMessages {}
