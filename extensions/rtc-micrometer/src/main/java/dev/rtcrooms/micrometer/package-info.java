/** Micrometer meters of rooms and of the SFU. */
@NullMarked
package dev.rtcrooms.micrometer;

import org.jspecify.annotations.NullMarked;
