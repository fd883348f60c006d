/**
 * The messages: {@link dev.rtcrooms.message.Command} in, {@link dev.rtcrooms.message.Event} out,
 * {@link dev.rtcrooms.message.Signal} both ways. {@code docs/protocol.md} shows each on the wire.
 */
@NullMarked
package dev.rtcrooms.message;

import org.jspecify.annotations.NullMarked;
