/** The clients of a room, their grants, roles and attributes, and the heartbeat. */
@NullMarked
package dev.rtcrooms.hub.membership;

import org.jspecify.annotations.NullMarked;
