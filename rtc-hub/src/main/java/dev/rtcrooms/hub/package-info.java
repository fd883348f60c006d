/** Rooms at work: mailbox, turns, members, outboxes, heartbeat and limits. */
@NullMarked
package dev.rtcrooms.hub;

import org.jspecify.annotations.NullMarked;
