/** Moderation: who may enter a room, and what its users may do there. */
@NullMarked
package dev.rtcrooms.hub.moderation;

import org.jspecify.annotations.NullMarked;
