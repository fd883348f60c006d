/** Interfaces that a host implements: login, admission, history and time. */
@NullMarked
package dev.rtcrooms.spi;

import org.jspecify.annotations.NullMarked;
