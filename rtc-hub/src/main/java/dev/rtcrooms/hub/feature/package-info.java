/** The features of a room and the message types that they declare. */
@NullMarked
package dev.rtcrooms.hub.feature;

import org.jspecify.annotations.NullMarked;
