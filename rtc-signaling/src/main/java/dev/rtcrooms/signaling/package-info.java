/** Streams: who publishes to whom. */
@NullMarked
package dev.rtcrooms.signaling;

import org.jspecify.annotations.NullMarked;
