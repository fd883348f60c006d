/** A room's serial executor, its timers, and answers that arrive later. */
@NullMarked
package dev.rtcrooms.hub.mailbox;

import org.jspecify.annotations.NullMarked;
