/**
 * The vocabulary of RTC Rooms: {@link dev.rtcrooms.Rooms} hold each {@link dev.rtcrooms.Room},
 * whose {@link dev.rtcrooms.Hub} speaks to its {@link dev.rtcrooms.Client}s.
 */
@NullMarked
package dev.rtcrooms;

import org.jspecify.annotations.NullMarked;
