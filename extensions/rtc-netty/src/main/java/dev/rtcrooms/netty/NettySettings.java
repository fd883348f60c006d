package dev.rtcrooms.netty;

import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.transport.Codec;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpRequest;
import java.security.Principal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The settings that all connections of one transport share; any thread.
 *
 * @param routes the rooms and their addresses
 * @param pages whether to serve pages; if false, only WebSockets
 * @param principal returns the authenticated principal of a request
 * @param passesOn whether all other requests are passed to the host's handlers
 * @param rooms the event loops to which connections move when they become WebSockets; null if they
 *     stay where they are
 */
record NettySettings(
    RoomRoutes routes,
    boolean pages,
    Codec codec,
    Function<? super HttpRequest, ? extends @Nullable Principal> principal,
    boolean compression,
    boolean passesOn,
    @Nullable EventLoopGroup rooms,
    LoopLanes lanes) {}
