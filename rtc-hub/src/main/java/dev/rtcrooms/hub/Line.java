package dev.rtcrooms.hub;

import dev.rtcrooms.transport.Outgoing;
import org.jspecify.annotations.Nullable;

/**
 * One message that may have to wait; immutable, and one object for all who hear it in one size.
 *
 * @param size bytes on the wire
 * @param key what a newer message must share with this one to replace it; null if none may
 * @param since when the room said it, in the scheduler's nanoseconds
 */
record Line(Outgoing message, int size, @Nullable Object key, long since) {}
