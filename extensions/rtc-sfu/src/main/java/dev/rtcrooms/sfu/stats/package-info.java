/** What an SFU measures of the peers of a room. */
@NullMarked
package dev.rtcrooms.sfu.stats;

import org.jspecify.annotations.NullMarked;
