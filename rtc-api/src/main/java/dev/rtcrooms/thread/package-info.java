/** Threads of the library's own modules; exported to these alone. */
@NullMarked
package dev.rtcrooms.thread;

import org.jspecify.annotations.NullMarked;
