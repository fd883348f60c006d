/** A transport over the WebSockets of Vert.x, and a server with it. */
@NullMarked
package dev.rtcrooms.examples.vertxhost;

import org.jspecify.annotations.NullMarked;
