package dev.rtcrooms.message;

/**
 * A command of a host's own feature: an immutable record with a {@link MessageType} that is
 * declared to {@link dev.rtcrooms.RoomsBuilder#feature}.
 */
public non-sealed interface CustomCommand extends Command {}
