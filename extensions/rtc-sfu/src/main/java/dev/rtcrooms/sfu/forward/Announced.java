package dev.rtcrooms.sfu.forward;

import org.jspecify.annotations.Nullable;

/**
 * What a publisher's description says of an SSRC. Immutable; any thread.
 *
 * @param track the track that it sends
 * @param rid the layer that it sends; null without simulcast
 */
public record Announced(IncomingTrack track, @Nullable String rid) {}
