/** The shortest feature with a command, a reply, an event and a right of moderators. */
@NullMarked
package dev.rtcrooms.examples.raisehand;

import org.jspecify.annotations.NullMarked;
