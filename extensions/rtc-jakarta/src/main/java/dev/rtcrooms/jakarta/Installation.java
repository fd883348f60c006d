package dev.rtcrooms.jakarta;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Origins;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of one {@link JakartaTransport#install} share; any thread.
 *
 * @param writers send by blocking calls, or null if all is sent asynchronously
 * @param closes has one party for each close that is under way, and one for who waits for them
 */
record Installation(
    Rooms rooms,
    Codec codec,
    Origins origins,
    @Nullable Writers writers,
    ScheduledExecutorService closers,
    Phaser closes) {}
