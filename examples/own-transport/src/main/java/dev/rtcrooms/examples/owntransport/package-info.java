/** Rooms over plain TCP, with one JSON message per line: a custom transport and a client. */
@NullMarked
package dev.rtcrooms.examples.owntransport;

import org.jspecify.annotations.NullMarked;
