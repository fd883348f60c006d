package dev.rtcrooms.hub;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.History;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomStats;
import dev.rtcrooms.RoomSummary;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.command.RetryCache;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.entry.PendingConnection;
import dev.rtcrooms.hub.entry.RoomEntry;
import dev.rtcrooms.hub.entry.RoomVisit;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.StateBudget;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.hub.membership.Absences;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.hub.membership.ClientRegistry;
import dev.rtcrooms.hub.membership.LiveHub;
import dev.rtcrooms.hub.membership.RecordedOutput;
import dev.rtcrooms.hub.membership.UserIndex;
import dev.rtcrooms.hub.outbox.OutboxBudget;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.hub.recording.RoomHistory;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.transport.Masked;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a room together, and ends it when it was empty for a while; threads as {@link Room}. */
final class LiveRoom implements Room {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRoom.class);
  private static final CloseReason EMPTY = new CloseReason(4500, "room was empty");

  private final UUID id;
  private final String streamId;
  private final Settings settings;
  private final Consumer<LiveRoom> whenEnded;
  private final Mailbox mailbox;
  private final Timers timers;
  private final FeatureList features = new FeatureList();
  private final ClientRegistry clients;
  private final RoomOutput output;
  private final Recorder recorder;
  private final RoomHistory history;
  private final LiveHub hub;
  private final ClientHome home;
  private final RoomEntry entry;
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private final EmptyRoomGrace grace;
  private final Instant since;
  private final OutboxBudget.Share outboxes;
  private boolean ended;

  LiveRoom(
      UUID id, String streamId, Settings settings, UserIndex users, Consumer<LiveRoom> whenEnded) {
    this.id = id;
    this.streamId = streamId;
    this.settings = settings;
    this.whenEnded = whenEnded;
    Limits limits = settings.limits();
    Scheduler time = settings.scheduler();
    outboxes = settings.outboxes().share();
    since = time.now();
    clients = new ClientRegistry(limits.clientsPerRoom(), users);
    output = new RoomOutput(limits, time, settings.executor(), settings.events());
    mailbox = new Mailbox(settings.executor(), time, this::open, this::endTurn);
    timers = new Timers(mailbox, time);
    AsyncCalls calls = new AsyncCalls(mailbox, timers, limits.answerTimeout());
    StateBudget.Share state = settings.state().share(mailbox::execute);
    RetryCache retries = new RetryCache(state);
    recorder = settings.recorder(id, calls, new RecordedOutput(output, features, retries));
    history = new RoomHistory(mailbox, recorder, calls);
    grace = new EmptyRoomGrace(timers, settings.grace(), () -> end(EMPTY));
    hub =
        new LiveHub(
            this,
            mailbox,
            clients,
            output,
            features,
            settings.types(),
            recorder,
            settings.pingInterval(),
            settings.roomInfo(),
            state,
            new Absences(timers, features, settings.clientGrace()),
            grace);
    home =
        ClientHome.of(
            this, mailbox, settings, hub, features, clients, output, recorder, retries, calls);
    entry = settings.entry(mailbox, timers, recorder, clients, features, hub, home, output);
    grace.watches(settings.heartbeat(clients, hub, timers, outboxes), entry::expectsSomebody);
  }

  /** Runs the room; to be called once, when everybody can find it. */
  void start() {
    mailbox.start();
  }

  private void open() {
    recorder.begin();
    listener().roomOpened(this);
    try {
      features.create(settings.features(), this);
    } catch (RuntimeException | Error e) {
      LOG.error("The features of room {} could not be created", Masked.id(id), e);
      end(CloseReason.FAILED);
      return;
    }
    recorder.open(this::end);
    grace.begin();
  }

  private void endTurn() {
    recorder.flush();
    output.endTurn();
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String streamId() {
    return streamId;
  }

  @Override
  public Hub hub() {
    return hub;
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public <F extends Feature> F feature(Class<F> type) {
    return features.find(type);
  }

  @Override
  public void execute(Runnable task) {
    mailbox.execute(task);
  }

  @Override
  public <T> CompletionStage<T> call(Callable<T> task) {
    return mailbox.call(task);
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    return timers.after(delay, task);
  }

  @Override
  public Instant now() {
    return settings.scheduler().now();
  }

  @Override
  public Limits limits() {
    return settings.limits();
  }

  /** Tells whether the room's past comes from a store; any thread. */
  boolean recordsIn(HistoryStore store) {
    return settings.history() == store;
  }

  /** Figures of this room; any thread. */
  RoomStats stats() {
    return new RoomStats(
        id,
        clients.connections(),
        clients.people(),
        outboxes.bytes(),
        mailbox.waiting().count(),
        mailbox.waiting().age(),
        output.undone(),
        output.age(),
        recorder.keptEvents(),
        recorder.keptBytes());
  }

  @Override
  public RoomListener listener() {
    return settings.listener();
  }

  @Override
  public <T> Optional<T> attribute(AttributeKey<T> key) {
    return hub.attributes().all().get(key);
  }

  @Override
  public <T> void setAttribute(AttributeKey<T> key, @Nullable T value) {
    hub.attributes().set(key, value);
  }

  @Override
  public RoomSummary summary() {
    return new RoomSummary(
        id, clients.people(), clients.connections(), since, hub.attributes().all());
  }

  @Override
  public void disconnect(String userId, CloseReason reason) {
    mailbox.execute(
        () -> {
          entry.refuse(userId, reason);
          hub.clientsOf(userId).forEach(client -> client.disconnect(reason));
        });
  }

  @Override
  public void close(CloseReason reason) {
    mailbox.execute(() -> end(reason));
  }

  @Override
  public CompletionStage<CloseReason> closed() {
    return closed.minimalCompletionStage();
  }

  /** Lets an admitted user in, or runs {@code elsewhere} if the room ends before; any thread. */
  void enter(PendingConnection connection, AdmittedUser user, Runnable elsewhere) {
    entry.enter(connection, user, elsewhere);
  }

  /** Asks the features for the host; fails as {@link #call} if the room has ended; any thread. */
  CompletionStage<Optional<Fields>> ask(Command question) {
    return home.ask(question);
  }

  /** Asks the features whether a page may be shown; {@code known} whether its user is known. */
  Visit check(RoomVisit visit, boolean known) {
    entry.check(visit, known);
    return visit;
  }

  private void end(CloseReason reason) {
    if (ended) {
      return;
    }
    recorder.flush();
    if (ended) {
      return; // the past was taken over, which the flush found out
    }
    ended = true;
    boolean forget = !settings.keepHistory() && !reason.shouldReconnect();
    recorder.end(forget); // before the next room of this id can open a past
    history.end();
    whenEnded.accept(this);
    hub.end(reason);
    features.each(Feature::closed);
    listener().roomClosed(this, reason);
    timers.end();
    outboxes.report(0, 0);
    mailbox.end();
    entry.end(reason.equals(EMPTY) ? null : reason);
    LOG.debug("Room {} has ended: {}", Masked.id(id), reason.text());
    output.whenDelivered(() -> closed.complete(reason));
  }

  @Override
  public String toString() {
    return "Room " + Masked.id(id);
  }
}
