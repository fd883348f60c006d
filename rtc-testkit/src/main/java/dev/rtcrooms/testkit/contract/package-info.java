/** Tests that every implementation of an SPI must pass. */
@NullMarked
package dev.rtcrooms.testkit.contract;

import org.jspecify.annotations.NullMarked;
