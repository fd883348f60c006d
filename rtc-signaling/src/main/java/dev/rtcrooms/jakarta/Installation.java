package dev.rtcrooms.jakarta;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.spi.Codec;
import dev.rtcrooms.spi.Origins;
import java.util.concurrent.ScheduledExecutorService;

/** What all connections of one {@link JakartaTransport#install} share; any thread. */
record Installation(Rooms rooms, Codec codec, Origins origins, ScheduledExecutorService closers) {}
