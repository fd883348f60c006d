/** Unsent output of a connection, and how connections share it. */
@NullMarked
package dev.rtcrooms.hub.outbox;

import org.jspecify.annotations.NullMarked;
