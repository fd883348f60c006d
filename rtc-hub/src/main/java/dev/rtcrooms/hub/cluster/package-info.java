/** Rooms on several nodes: what nodes send each other, and both ends of a client in between. */
@NullMarked
package dev.rtcrooms.hub.cluster;

import org.jspecify.annotations.NullMarked;
