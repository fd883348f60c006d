/** From the sources of publishers to the tracks of receivers. */
@NullMarked
package dev.rtcrooms.sfu.forward;

import org.jspecify.annotations.NullMarked;
