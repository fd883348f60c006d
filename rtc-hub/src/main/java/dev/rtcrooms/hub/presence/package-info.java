/** The members of a room, and how many clients it has. */
@NullMarked
package dev.rtcrooms.hub.presence;

import org.jspecify.annotations.NullMarked;
