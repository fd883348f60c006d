/** Forwards the media of a room in the process of the host. */
@NullMarked
package dev.rtcrooms.sfu;

import org.jspecify.annotations.NullMarked;
