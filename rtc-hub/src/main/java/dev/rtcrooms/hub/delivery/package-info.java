/** A room's output: it is collected during a turn and delivered lane by lane. */
@NullMarked
package dev.rtcrooms.hub.delivery;

import org.jspecify.annotations.NullMarked;
