/** Rooms under test: their time, threads, clients and faults. */
@NullMarked
package dev.rtcrooms.testkit;

import org.jspecify.annotations.NullMarked;
