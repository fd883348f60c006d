/** The smallest host on Jetty. */
@NullMarked
package dev.rtcrooms.examples.jetty120host;

import org.jspecify.annotations.NullMarked;
