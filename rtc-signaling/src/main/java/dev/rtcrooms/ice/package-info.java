/**
 * ICE: candidates ({@link dev.rtcrooms.ice.IceCandidate}, RFC 8839 §5.1) and their priorities (RFC
 * 8445 §5.1.2), the STUN and TURN servers of clients ({@link dev.rtcrooms.ice.IceServers}), and
 * credentials for them. All values are immutable and may be used by any thread.
 */
@NullMarked
package dev.rtcrooms.ice;

import org.jspecify.annotations.NullMarked;
