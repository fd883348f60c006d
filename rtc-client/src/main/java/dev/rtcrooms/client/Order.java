package dev.rtcrooms.client;

import dev.rtcrooms.message.Command;
import java.util.concurrent.CompletableFuture;

/**
 * A command and the future of its answer.
 *
 * @param number the place among all commands of the client
 * @param command the command
 * @param repeatable whether it may be sent again, because the room recognises it by its id
 * @param answer completed on the strand
 */
record Order(long number, Command command, boolean repeatable, CompletableFuture<Reply> answer) {}
