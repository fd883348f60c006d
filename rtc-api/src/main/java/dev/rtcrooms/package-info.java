/**
 * The vocabulary of RTC Rooms. An application has one {@link dev.rtcrooms.Rooms}, which holds its
 * {@link dev.rtcrooms.Room}s. Each room has {@link dev.rtcrooms.Feature}s, and a {@link
 * dev.rtcrooms.Hub} that sends events to its {@link dev.rtcrooms.Client}s.
 */
@NullMarked
package dev.rtcrooms;

import org.jspecify.annotations.NullMarked;
