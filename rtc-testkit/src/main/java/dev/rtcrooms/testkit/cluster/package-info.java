/** Rooms on several nodes in one test, with faults: an engine in memory under virtual time. */
@NullMarked
package dev.rtcrooms.testkit.cluster;

import org.jspecify.annotations.NullMarked;
