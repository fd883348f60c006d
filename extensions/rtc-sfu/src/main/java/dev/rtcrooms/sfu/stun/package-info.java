/** STUN messages of ICE (RFC 8489, RFC 8445). */
@NullMarked
package dev.rtcrooms.sfu.stun;

import org.jspecify.annotations.NullMarked;
