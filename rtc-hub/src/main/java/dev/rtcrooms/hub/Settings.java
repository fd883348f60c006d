package dev.rtcrooms.hub;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.RoomStats;
import dev.rtcrooms.Stats;
import dev.rtcrooms.UserConnections;
import dev.rtcrooms.hub.command.RefusalCounts;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.delivery.EventCounts;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.entry.ClientIds;
import dev.rtcrooms.hub.entry.HeldEntrants;
import dev.rtcrooms.hub.entry.RoomEntry;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.hub.listening.ListenerQueue;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.hub.membership.ClientRegistry;
import dev.rtcrooms.hub.membership.ClientRoom;
import dev.rtcrooms.hub.membership.HeartbeatMonitor;
import dev.rtcrooms.hub.membership.LiveHub;
import dev.rtcrooms.hub.membership.ShownAttribute;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.hub.quota.Quotas;
import dev.rtcrooms.hub.recording.AppendCounts;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.CommandObserver;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Handshake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The settings of the builder; immutable, any thread. */
record Settings(
    List<Feature.Factory> features,
    MessageTypes types,
    Authenticator authenticator,
    Admission admission,
    HistoryStore history,
    boolean keepHistory,
    Executor executor,
    Executor logins,
    Scheduler scheduler,
    RandomGenerator random,
    Limits limits,
    ClientIds clientIds,
    UserConnections userConnections,
    Duration clientGrace,
    Duration grace,
    Duration pingInterval,
    Duration pongTimeout,
    boolean createOnJoin,
    ShownAttribute memberInfo,
    ShownAttribute roomInfo,
    Function<? super Handshake, Optional<String>> clientAddress,
    Quotas quotas,
    UnreadBudget unread,
    OutboxBudget outboxes,
    StateBudget state,
    AppendCounts appends,
    EventCounts events,
    RefusalCounts refusals,
    RoomListener listener,
    @Nullable CommandObserver observer) {

  /** The same settings with one more feature, the last one. */
  Settings with(Feature.Factory feature) {
    List<Feature.Factory> more = new ArrayList<>(features);
    more.add(feature);
    return with(List.copyOf(more), history);
  }

  /** The same settings with another history. */
  Settings recordingIn(HistoryStore other) {
    return with(features, other);
  }

  private Settings with(List<Feature.Factory> features, HistoryStore history) {
    return new Settings(
        features,
        types,
        authenticator,
        admission,
        history,
        keepHistory,
        executor,
        logins,
        scheduler,
        random,
        limits,
        clientIds,
        userConnections,
        clientGrace,
        grace,
        pingInterval,
        pongTimeout,
        createOnJoin,
        memberInfo,
        roomInfo,
        clientAddress,
        quotas,
        unread,
        outboxes,
        state,
        appends,
        events,
        refusals,
        listener,
        observer);
  }

  /** The figures of these rooms, and of all together. */
  Stats stats(List<RoomStats> rooms, int clientsElsewhere) {
    long dropped = listener instanceof ListenerQueue queue ? queue.dropped() : 0;
    return new Stats(
        rooms,
        unread.sum(),
        dropped,
        clientsElsewhere,
        appends.storedEvents(),
        appends.failedAppends(),
        events.all(),
        refusals.all());
  }

  /** Stores the recorded events of a room. */
  Recorder recorder(UUID room, AsyncCalls calls, Recorder.Listener output) {
    return new Recorder(room, history, calls, limits, appends, output);
  }

  /** Checks the clients of a room, once it is started. */
  HeartbeatMonitor heartbeat(
      ClientRegistry clients, Hub hub, Timers timers, OutboxBudget.Share share) {
    return new HeartbeatMonitor(
        clients, hub, timers, scheduler, pingInterval, pongTimeout, limits, outboxes, share);
  }

  /** Lets users into a room that consists of these parts. */
  RoomEntry entry(
      Mailbox mailbox,
      Timers timers,
      Recorder recorder,
      ClientRegistry clients,
      FeatureList roomFeatures,
      LiveHub hub,
      ClientRoom room,
      RoomOutput output) {
    return new RoomEntry(
        mailbox,
        recorder,
        clients,
        roomFeatures,
        hub,
        room,
        output,
        new HeldEntrants(mailbox, timers, output, types, pingInterval),
        types,
        limits,
        clientIds,
        userConnections);
  }
}
