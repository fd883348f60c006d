package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.feature.Renewed;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.spi.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * What outposts need of the settings; immutable, any thread.
 *
 * @param executor runs also while this node has no lease: other nodes are the homes
 * @param renewal asks the host again about a user who has a fresh token; never fails
 * @param pingInterval how often the home pings the clients
 * @param pongTimeout how long a client may be silent after a ping
 */
public record EdgeSettings(
    Lines lines,
    Executor executor,
    Scheduler scheduler,
    Limits limits,
    BiFunction<AdmittedUser, String, CompletionStage<Renewed>> renewal,
    Duration pingInterval,
    Duration pongTimeout,
    OutboxBudget outboxes) {}
