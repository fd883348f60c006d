package dev.rtcrooms.sfu.forward;

/**
 * A layer that nobody needs, which its publisher may stop to send. Immutable; any thread.
 *
 * @param mid the media section of its track
 * @param rid its name among the layers of the track
 */
public record IdleSource(String mid, String rid) {}
