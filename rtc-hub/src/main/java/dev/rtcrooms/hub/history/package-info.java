/** What rooms remember, in memory. */
@NullMarked
package dev.rtcrooms.hub.history;

import org.jspecify.annotations.NullMarked;
