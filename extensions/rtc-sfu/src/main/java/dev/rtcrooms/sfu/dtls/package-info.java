/** DTLS-SRTP by Bouncy Castle (RFC 5764). */
@NullMarked
package dev.rtcrooms.sfu.dtls;

import org.jspecify.annotations.NullMarked;
