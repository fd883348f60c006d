/** Conformance vectors of the wire protocol, and their replay against a running server. */
@NullMarked
package dev.rtcrooms.testkit.conformance;

import org.jspecify.annotations.NullMarked;
