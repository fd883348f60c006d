/** SRTP and SRTCP by JCA (RFC 3711, RFC 7714). */
@NullMarked
package dev.rtcrooms.sfu.srtp;

import org.jspecify.annotations.NullMarked;
