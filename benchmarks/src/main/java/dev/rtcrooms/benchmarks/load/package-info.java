/** The load generator: one thread, thousands of connections, and a check of all they hear. */
@NullMarked
package dev.rtcrooms.benchmarks.load;

import org.jspecify.annotations.NullMarked;
