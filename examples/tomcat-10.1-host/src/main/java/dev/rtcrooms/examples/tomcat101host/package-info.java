/** The smallest host on Tomcat. */
@NullMarked
package dev.rtcrooms.examples.tomcat101host;

import org.jspecify.annotations.NullMarked;
