/** The smallest host on Netty. */
@NullMarked
package dev.rtcrooms.examples.nettyhost;

import org.jspecify.annotations.NullMarked;
