/**
 * WebRTC streams: the publishers and receivers of a room, and the signals between them. {@link
 * dev.rtcrooms.signaling.Streams} is the room's feature.
 */
@NullMarked
package dev.rtcrooms.signaling;

import org.jspecify.annotations.NullMarked;
