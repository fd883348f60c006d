/** Numbers recorded events and stores them. */
@NullMarked
package dev.rtcrooms.hub.recording;

import org.jspecify.annotations.NullMarked;
