package dev.rtcrooms.http;

/** What a {@link Layout} shows to a browser; immutable. */
public sealed interface Page permits RoomPage, WatchPage, ProblemPage {}
