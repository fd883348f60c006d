/** Rooms in Quarkus. */
@NullMarked
package dev.rtcrooms.examples.quarkushost;

import org.jspecify.annotations.NullMarked;
