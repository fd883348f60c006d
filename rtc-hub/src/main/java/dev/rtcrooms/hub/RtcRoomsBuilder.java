package dev.rtcrooms.hub;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.UserConnections;
import dev.rtcrooms.hub.command.RefusalCounts;
import dev.rtcrooms.hub.command.UnreadBudget;
import dev.rtcrooms.hub.delivery.EventCounts;
import dev.rtcrooms.hub.entry.ClientIds;
import dev.rtcrooms.hub.entry.StreamIds;
import dev.rtcrooms.hub.feature.HeapSize;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.hub.history.InMemoryHistory;
import dev.rtcrooms.hub.listening.ListenerQueue;
import dev.rtcrooms.hub.mailbox.RoomThreads;
import dev.rtcrooms.hub.membership.ShownAttribute;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.hub.quota.Quotas;
import dev.rtcrooms.hub.recording.AppendCounts;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spi.Authenticator;
import dev.rtcrooms.spi.CommandObserver;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.transport.Authority;
import dev.rtcrooms.transport.Handshake;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Collects the settings of {@link Rooms}; for one thread. */
final class RtcRoomsBuilder implements RoomsBuilder {

  private static final RoomListener NOBODY = new RoomListener() {};

  private final List<Feature.Factory> features = new ArrayList<>();
  private final MessageTypes types = new MessageTypes();
  private @Nullable RoomSecret secret;
  private Authenticator authenticator = Authenticator.guests();
  private Admission admission = Admission.byRole();
  private @Nullable HistoryStore history;
  private @Nullable Cluster cluster;
  private @Nullable URI address;
  private boolean keepHistory;
  private final List<RoomListener> listeners = new ArrayList<>();
  private @Nullable CommandObserver observer;
  private @Nullable Executor executor;
  private @Nullable Scheduler scheduler;
  private RandomGenerator random = new SecureRandom();
  private Limits limits = Limits.defaults();
  private UserConnections userConnections = UserConnections.MANY;
  private Duration clientGrace = Duration.ofSeconds(20);
  private Function<? super Handshake, Optional<String>> clientAddress = Handshake::remoteAddress;
  private Duration grace = Duration.ofSeconds(60);
  private Duration pingInterval = Duration.ofSeconds(25);
  private Duration pongTimeout = Duration.ofSeconds(20);
  private boolean createOnJoin = true;
  private ShownAttribute memberInfo = ShownAttribute.NONE;
  private ShownAttribute roomInfo = ShownAttribute.NONE;

  @Override
  public RoomsBuilder secret(byte[] secret) {
    this.secret = RoomSecret.of(secret);
    return this;
  }

  @Override
  public RoomsBuilder secret(String secret) {
    this.secret = RoomSecret.of(secret);
    return this;
  }

  @Override
  public RoomsBuilder authenticator(Authenticator authenticator) {
    this.authenticator = authenticator;
    return this;
  }

  @Override
  public RoomsBuilder admission(Admission admission) {
    this.admission = admission;
    return this;
  }

  @Override
  public RoomsBuilder feature(Feature.Factory factory, MessageType<?>... types) {
    for (MessageType<?> type : types) {
      this.types.add(type);
    }
    features.add(factory);
    return this;
  }

  @Override
  public RoomsBuilder memberInfo(AttributeKey<? extends Record> attribute, int maxBytes) {
    this.memberInfo = shown(attribute, maxBytes);
    return this;
  }

  @Override
  public RoomsBuilder roomInfo(AttributeKey<? extends Record> attribute, int maxBytes) {
    this.roomInfo = shown(attribute, maxBytes);
    return this;
  }

  private static ShownAttribute shown(AttributeKey<? extends Record> attribute, int maxBytes) {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("What is shown has at least 1 byte: " + maxBytes);
    }
    return new ShownAttribute(attribute, maxBytes);
  }

  @Override
  public RoomsBuilder history(HistoryStore history) {
    this.history = history;
    return this;
  }

  @Override
  public RoomsBuilder cluster(Cluster cluster) {
    this.cluster = cluster;
    this.address = null;
    return this;
  }

  @Override
  public RoomsBuilder cluster(Cluster cluster, URI address) {
    this.address = Authority.base(address);
    this.cluster = cluster;
    return this;
  }

  @Override
  public RoomsBuilder keepHistory(boolean keep) {
    this.keepHistory = keep;
    return this;
  }

  @Override
  public RoomsBuilder listener(RoomListener listener) {
    listeners.add(listener);
    return this;
  }

  @Override
  public RoomsBuilder commandObserver(CommandObserver observer) {
    this.observer = observer;
    return this;
  }

  @Override
  public RoomsBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  @Override
  public RoomsBuilder scheduler(Scheduler scheduler) {
    this.scheduler = scheduler;
    return this;
  }

  @Override
  public RoomsBuilder random(RandomGenerator random) {
    this.random = random;
    return this;
  }

  @Override
  public RoomsBuilder limits(Limits limits) {
    this.limits = limits;
    return this;
  }

  @Override
  public RoomsBuilder limits(UnaryOperator<Limits> change) {
    return limits(change.apply(limits));
  }

  @Override
  public RoomsBuilder clientAddress(Function<? super Handshake, Optional<String>> address) {
    this.clientAddress = address;
    return this;
  }

  @Override
  public RoomsBuilder emptyRoomGrace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("The grace period must not be negative");
    }
    this.grace = grace;
    return this;
  }

  @Override
  public RoomsBuilder clientGrace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("The grace period must not be negative");
    }
    this.clientGrace = grace;
    return this;
  }

  @Override
  public RoomsBuilder userConnections(UserConnections connections) {
    this.userConnections = connections;
    return this;
  }

  @Override
  public RoomsBuilder heartbeat(Duration interval, Duration timeout) {
    if (interval.compareTo(Duration.ZERO) <= 0 || timeout.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("The heartbeat interval and timeout must be positive");
    }
    this.pingInterval = interval;
    this.pongTimeout = timeout;
    return this;
  }

  @Override
  public RoomsBuilder createOnJoin(boolean create) {
    this.createOnJoin = create;
    return this;
  }

  @Override
  public Rooms build() {
    RoomThreads threads = new RoomThreads();
    byte[] derivedFrom = (secret != null ? secret : RoomSecret.random(random)).bytes();
    Executor pool = executor != null ? executor : threads.executor();
    Scheduler time = scheduler != null ? scheduler : threads.scheduler();
    Clustering clustering =
        Clustering.of(cluster, address, secret == null ? null : derivedFrom, history, pool, time);
    Settings settings =
        new Settings(
            List.copyOf(features),
            types.copy(),
            authenticator,
            admission,
            bounded(history != null ? history : InMemoryHistory.create(time, random)),
            keepHistory,
            clustering == null ? pool : clustering.rooms(),
            executor != null ? executor : threads.logins(),
            time,
            random,
            limits,
            new ClientIds(derivedFrom, random),
            userConnections,
            clientGrace,
            grace,
            pingInterval,
            pongTimeout,
            createOnJoin,
            memberInfo,
            roomInfo,
            clientAddress,
            new Quotas(limits, time),
            new UnreadBudget(limits.memory().unreadBytes()),
            new OutboxBudget(limits.memory().outboxBytes()),
            new StateBudget(limits.memory().stateBytes()),
            new AppendCounts(),
            new EventCounts(types.all()),
            new RefusalCounts(),
            listeners.isEmpty() ? NOBODY : listening(threads),
            observer);
    return new LiveRooms(settings, new StreamIds(derivedFrom), threads, clustering);
  }

  private HistoryStore bounded(HistoryStore store) {
    if (!(store instanceof InMemoryHistory memory)) {
      return store;
    }
    MessageTypes known = types.copy();
    return memory.bounded(
        limits.memory().historyBytes(), event -> HeapSize.of(known.of(event), event));
  }

  private RoomListener listening(RoomThreads threads) {
    return new ListenerQueue(listeners, executor != null ? executor : threads.listening());
  }
}
