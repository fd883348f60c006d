package dev.rtcrooms.netty;

import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.transport.Codec;
import io.netty.handler.codec.http.HttpRequest;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all connections of one transport share; any thread.
 *
 * @param routes the addresses, and where they lead
 * @param pages whether the routes answer the rooms' other requests; if not, the host does
 * @param principal finds out who is logged in
 * @param passesOn whether requests that are not the rooms' go on to the host's handlers
 */
record NettySettings(
    RoomRoutes routes,
    boolean pages,
    Codec codec,
    Function<? super HttpRequest, ? extends @Nullable Principal> principal,
    boolean compression,
    boolean passesOn,
    LoopLanes lanes) {}
