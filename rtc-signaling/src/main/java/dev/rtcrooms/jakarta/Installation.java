package dev.rtcrooms.jakarta;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.spi.Codec;
import dev.rtcrooms.spi.Origins;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all connections of one {@link JakartaTransport#install} share; any thread.
 *
 * @param closes has one party for each close that is under way, and one for who waits for them
 */
record Installation(
    Rooms rooms, Codec codec, Origins origins, ScheduledExecutorService closers, Phaser closes) {}
