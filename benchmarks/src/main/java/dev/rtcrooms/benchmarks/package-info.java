/** What a broadcast costs: one command for all measurements. */
@NullMarked
package dev.rtcrooms.benchmarks;

import org.jspecify.annotations.NullMarked;
