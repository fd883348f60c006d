/** A client of rooms for Java applications: bots, load tests, and tests over real sockets. */
@NullMarked
package dev.rtcrooms.client;

import org.jspecify.annotations.NullMarked;
