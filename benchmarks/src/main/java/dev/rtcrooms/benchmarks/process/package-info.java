/**
 * Processes of our own: their options, and how they are started, pinned, watched, and never left
 * behind.
 */
@NullMarked
package dev.rtcrooms.benchmarks.process;

import org.jspecify.annotations.NullMarked;
