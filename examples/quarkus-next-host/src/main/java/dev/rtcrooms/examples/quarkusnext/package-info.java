/** Rooms over the WebSockets Next of Quarkus. */
@NullMarked
package dev.rtcrooms.examples.quarkusnext;

import org.jspecify.annotations.NullMarked;
