/** A history of rooms in Redis or Valkey, which outlives the process. */
@NullMarked
package dev.rtcrooms.redis;

import org.jspecify.annotations.NullMarked;
