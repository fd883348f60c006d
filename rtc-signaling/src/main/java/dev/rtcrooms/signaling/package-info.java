/**
 * Streams: who publishes to whom, and the signals between them. {@link
 * dev.rtcrooms.signaling.Streams} is the room's feature.
 */
@NullMarked
package dev.rtcrooms.signaling;

import org.jspecify.annotations.NullMarked;
