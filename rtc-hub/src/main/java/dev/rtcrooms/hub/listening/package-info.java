/** Passes what happens in the rooms to the host's listener. */
@NullMarked
package dev.rtcrooms.hub.listening;

import org.jspecify.annotations.NullMarked;
