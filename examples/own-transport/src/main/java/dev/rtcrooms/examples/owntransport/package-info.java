/** Rooms over plain TCP, one JSON message a line: a transport and a client of one's own. */
@NullMarked
package dev.rtcrooms.examples.owntransport;

import org.jspecify.annotations.NullMarked;
