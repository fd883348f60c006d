/** Who is there, and how many. */
@NullMarked
package dev.rtcrooms.hub.presence;

import org.jspecify.annotations.NullMarked;
