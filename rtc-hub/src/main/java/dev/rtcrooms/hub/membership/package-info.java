/** The clients of a room: who is in it, what each may do, and whether it is alive. */
@NullMarked
package dev.rtcrooms.hub.membership;

import org.jspecify.annotations.NullMarked;
