/** What it costs to forward media, measured beside another SFU. */
@NullMarked
package dev.rtcrooms.benchmarks.media;

import org.jspecify.annotations.NullMarked;
