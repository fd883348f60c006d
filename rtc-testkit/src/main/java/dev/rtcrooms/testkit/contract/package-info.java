/** What every implementation of an SPI must do, as tests. */
@NullMarked
package dev.rtcrooms.testkit.contract;

import org.jspecify.annotations.NullMarked;
