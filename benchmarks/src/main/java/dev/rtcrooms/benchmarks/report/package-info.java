/** What all benchmarks need to tell their results. */
@NullMarked
package dev.rtcrooms.benchmarks.report;

import org.jspecify.annotations.NullMarked;
