/** Measures what it costs to join rooms, to come back to them, and to leave them. */
@NullMarked
package dev.rtcrooms.benchmarks.joins;

import org.jspecify.annotations.NullMarked;
