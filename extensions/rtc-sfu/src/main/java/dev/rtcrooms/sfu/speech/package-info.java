/** Who speaks in a room, and whose audio is forwarded. */
@NullMarked
package dev.rtcrooms.sfu.speech;

import org.jspecify.annotations.NullMarked;
