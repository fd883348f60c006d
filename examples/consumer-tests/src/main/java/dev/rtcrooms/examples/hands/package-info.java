/** Raising hands in a room, and a history that is written down: what a host adds of its own. */
@NullMarked
package dev.rtcrooms.examples.hands;

import org.jspecify.annotations.NullMarked;
