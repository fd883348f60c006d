/** Rooms, and who and what is in them. */
@NullMarked
package dev.rtcrooms;

import org.jspecify.annotations.NullMarked;
