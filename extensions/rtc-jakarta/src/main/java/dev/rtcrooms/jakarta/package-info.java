/** Rooms over Jakarta WebSocket. */
@NullMarked
package dev.rtcrooms.jakarta;

import org.jspecify.annotations.NullMarked;
