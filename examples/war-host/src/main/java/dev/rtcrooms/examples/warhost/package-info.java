/** Rooms in a web application. */
@NullMarked
package dev.rtcrooms.examples.warhost;

import org.jspecify.annotations.NullMarked;
