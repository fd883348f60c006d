package dev.rtcrooms.jakarta;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.SocketRoutes;
import dev.rtcrooms.transport.Codec;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The parts that all connections of one {@link JakartaTransport#install} share; any thread.
 *
 * @param sockets the addresses of connections, and the check of handshakes
 * @param keepsSessions whether signs of life of clients keep their HTTP sessions alive
 * @param writers send by blocking calls, or null if all is sent asynchronously
 * @param closers run the containers' close calls, which may block
 * @param deadlines end the sockets of clients that do not answer a close frame
 * @param closes has one party for each close under way, and one for the thread that waits for them
 * @param daemons all threads of the writers, closers and deadlines
 */
record Installation(
    Rooms rooms,
    SocketRoutes sockets,
    Codec codec,
    boolean keepsSessions,
    @Nullable Writers writers,
    ScheduledExecutorService closers,
    ScheduledThreadPoolExecutor deadlines,
    Phaser closes,
    Daemons daemons) {}
