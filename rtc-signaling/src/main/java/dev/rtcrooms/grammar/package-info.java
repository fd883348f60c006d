/**
 * The tokens that the grammars of SDP (RFC 8866) and ICE (RFC 8839) share. Not exported. All values
 * are immutable and may be used by any thread.
 */
@NullMarked
package dev.rtcrooms.grammar;

import org.jspecify.annotations.NullMarked;
