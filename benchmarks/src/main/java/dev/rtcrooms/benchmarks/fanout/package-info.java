/** The fan-out benchmark: workloads, rounds, table and plot. */
@NullMarked
package dev.rtcrooms.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
