/** The smallest host on Jetty. */
@NullMarked
package dev.rtcrooms.examples.jettyhost;

import org.jspecify.annotations.NullMarked;
