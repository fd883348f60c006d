/** Session descriptions (RFC 8866), as far as signaling must understand them. */
@NullMarked
package dev.rtcrooms.sdp;

import org.jspecify.annotations.NullMarked;
