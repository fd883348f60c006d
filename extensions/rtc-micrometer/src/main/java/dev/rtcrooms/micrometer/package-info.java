/** Micrometer meters of rooms and of the SFU, and observations of commands. */
@NullMarked
package dev.rtcrooms.micrometer;

import org.jspecify.annotations.NullMarked;
