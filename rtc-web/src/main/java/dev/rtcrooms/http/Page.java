package dev.rtcrooms.http;

/** The values that a {@link Layout} shows to a browser; immutable. */
public sealed interface Page permits RoomPage, WatchPage, ProblemPage {}
