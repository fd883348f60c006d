/** Two quickstart servers with the same rooms. */
@NullMarked
package dev.rtcrooms.examples.cluster;

import org.jspecify.annotations.NullMarked;
