package dev.rtcrooms.message;

/** What a client asks of its room. Immutable. */
public sealed interface Command permits Say, Pong, Publish, Unpublish, Signal, CustomCommand {}
