/** Recording: from the packets of a publisher to a WebM file. */
@NullMarked
package dev.rtcrooms.sfu.record;

import org.jspecify.annotations.NullMarked;
