/**
 * The transport SPI: connections, lanes, handshakes and codecs. A transport implements {@link
 * dev.rtcrooms.transport.Connection} and gives each open connection to {@link
 * dev.rtcrooms.Rooms#accept}.
 */
@NullMarked
package dev.rtcrooms.transport;

import org.jspecify.annotations.NullMarked;
