package dev.rtcrooms.message;

/**
 * The open role for events of the host's own features: immutable records, each declared by a {@link
 * MessageType}.
 */
public non-sealed interface CustomEvent extends Event {}
