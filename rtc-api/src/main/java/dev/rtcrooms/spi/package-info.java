/** What a host may plug in. */
@NullMarked
package dev.rtcrooms.spi;

import org.jspecify.annotations.NullMarked;
