/** RTCP packets, read and written. */
@NullMarked
package dev.rtcrooms.sfu.rtcp;

import org.jspecify.annotations.NullMarked;
