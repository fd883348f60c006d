/** Numbers and bits in the fields of packets. */
@NullMarked
package dev.rtcrooms.sfu.bytes;

import org.jspecify.annotations.NullMarked;
