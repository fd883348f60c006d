/** JMH benchmarks of what stands between a command and a write. */
@NullMarked
package dev.rtcrooms.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
