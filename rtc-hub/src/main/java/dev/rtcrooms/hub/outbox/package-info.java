/** What waits for one connection, and how connections share it. */
@NullMarked
package dev.rtcrooms.hub.outbox;

import org.jspecify.annotations.NullMarked;
