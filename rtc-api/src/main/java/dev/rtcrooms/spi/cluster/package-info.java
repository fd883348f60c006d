/** What an engine implements that joins the rooms of several processes into one cluster. */
@NullMarked
package dev.rtcrooms.spi.cluster;

import org.jspecify.annotations.NullMarked;
