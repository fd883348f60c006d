/** The session descriptions that the SFU reads and writes (RFC 8829). */
@NullMarked
package dev.rtcrooms.sfu.sdp;

import org.jspecify.annotations.NullMarked;
