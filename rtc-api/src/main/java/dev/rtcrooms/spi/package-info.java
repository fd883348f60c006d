/** What a host or a transport may plug in. */
@NullMarked
package dev.rtcrooms.spi;

import org.jspecify.annotations.NullMarked;
