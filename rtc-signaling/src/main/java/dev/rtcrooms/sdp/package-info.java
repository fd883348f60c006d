/** Session descriptions, RFC 8866. */
@NullMarked
package dev.rtcrooms.sdp;

import org.jspecify.annotations.NullMarked;
