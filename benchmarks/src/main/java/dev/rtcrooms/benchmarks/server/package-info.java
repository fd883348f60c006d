/** The servers that are measured: ours, and the peers they are compared with. */
@NullMarked
package dev.rtcrooms.benchmarks.server;

import org.jspecify.annotations.NullMarked;
