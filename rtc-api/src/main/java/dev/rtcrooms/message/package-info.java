/**
 * The messages. A {@link dev.rtcrooms.message.Command} goes from a client to its room, an {@link
 * dev.rtcrooms.message.Event} from the room to clients, and a {@link dev.rtcrooms.message.Signal}
 * from one peer to another. {@code docs/protocol.md} shows each on the wire.
 */
@NullMarked
package dev.rtcrooms.message;

import org.jspecify.annotations.NullMarked;
