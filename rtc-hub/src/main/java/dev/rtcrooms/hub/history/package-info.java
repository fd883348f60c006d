/** The history of rooms, in memory. */
@NullMarked
package dev.rtcrooms.hub.history;

import org.jspecify.annotations.NullMarked;
