/** Rooms on Netty. */
@NullMarked
package dev.rtcrooms.netty;

import org.jspecify.annotations.NullMarked;
