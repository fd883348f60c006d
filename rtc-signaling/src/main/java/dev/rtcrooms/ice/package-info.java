/**
 * What ICE exchanges: candidates ({@link dev.rtcrooms.ice.IceCandidate}, RFC 8839 §5.1), their
 * priorities (RFC 8445 §5.1.2), and the URIs of STUN and TURN servers (RFC 7064, RFC 7065). All
 * values are immutable and may be used by any thread.
 */
@NullMarked
package dev.rtcrooms.ice;

import org.jspecify.annotations.NullMarked;
