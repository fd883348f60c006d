/** The way into a room: authentication, admission, resuming and replacing a connection. */
@NullMarked
package dev.rtcrooms.hub.entry;

import org.jspecify.annotations.NullMarked;
