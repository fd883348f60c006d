/** Measures what it costs that the members of a room are connected to two nodes. */
@NullMarked
package dev.rtcrooms.benchmarks.nodes;

import org.jspecify.annotations.NullMarked;
