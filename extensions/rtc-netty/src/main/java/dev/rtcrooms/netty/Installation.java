package dev.rtcrooms.netty;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Origins;
import io.netty.handler.codec.http.HttpRequest;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of one transport share; any thread.
 *
 * @param path what stands before the addresses of connections
 * @param routes what answers the rooms' other requests, or null if the host does
 * @param passesOn whether requests that are not the rooms' go on to the host's handlers
 */
record Installation(
    Rooms rooms,
    Codec codec,
    Origins origins,
    String path,
    @Nullable RoomRoutes routes,
    Function<? super HttpRequest, ? extends @Nullable Principal> principal,
    boolean compression,
    boolean passesOn,
    LoopLanes lanes) {}
