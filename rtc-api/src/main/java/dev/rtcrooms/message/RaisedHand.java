package dev.rtcrooms.message;

import java.time.Instant;

/**
 * A user who has raised a hand; immutable, any thread.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param name the display name
 * @param at when it was raised
 */
public record RaisedHand(String user, String name, Instant at) {}
