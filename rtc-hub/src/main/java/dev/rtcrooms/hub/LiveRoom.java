package dev.rtcrooms.hub;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Limits;
import dev.rtcrooms.Room;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.transport.Masked;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A room's life: opened, used, empty for a while, gone. Threads as {@link Room} says. */
final class LiveRoom implements Room {

  private static final Logger LOG = LoggerFactory.getLogger(LiveRoom.class);
  private static final CloseReason EMPTY = new CloseReason(4500, "room was empty");

  private final UUID id;
  private final String streamId;
  private final Settings settings;
  private final Consumer<LiveRoom> whenEnded;
  private final Mailbox mailbox;
  private final Timers timers;
  private final Features features = new Features();
  private final LiveHub hub;
  private final Recorder recorder;
  private final Commands commands;
  private final Entry entry;
  private final Pulse pulse;
  private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  private @Nullable Cancellable grace;
  private boolean ended;

  LiveRoom(UUID id, String streamId, Settings settings, Consumer<LiveRoom> whenEnded) {
    this.id = id;
    this.streamId = streamId;
    this.settings = settings;
    this.whenEnded = whenEnded;
    hub = new LiveHub(this);
    mailbox = new Mailbox(settings.executor(), settings.scheduler(), this::open, hub::endTurn);
    timers = new Timers(mailbox, settings.scheduler());
    Answering answering = new Answering(mailbox, timers, settings.limits().answerTimeout());
    recorder = new Recorder(id, settings.history(), answering, hub);
    commands = new Commands(this, answering);
    entry = new Entry(this);
    pulse = new Pulse(this);
  }

  /** Only once, after everybody can find the room. */
  void start() {
    mailbox.start();
  }

  private void open() {
    try {
      features.create(settings.features(), this);
    } catch (RuntimeException | Error e) {
      LOG.error("The features of room {} could not be made", Masked.id(id), e);
      end(CloseReason.FAILED);
      return;
    }
    recorder.open();
    vacant();
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
  public LiveHub hub() {
    return hub;
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
    Call<T> call = new Call<>(task);
    if (!mailbox.execute(call)) {
      call.drop();
    }
    return call.result();
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

  @Override
  public void close(CloseReason reason) {
    mailbox.execute(() -> end(reason));
  }

  @Override
  public CompletionStage<CloseReason> closed() {
    return closed.minimalCompletionStage();
  }

  Settings settings() {
    return settings;
  }

  Features features() {
    return features;
  }

  Recorder recorder() {
    return recorder;
  }

  Commands commands() {
    return commands;
  }

  Entry entry() {
    return entry;
  }

  /** As {@link #execute}; false if the room is over. */
  boolean executes(Runnable task) {
    return mailbox.execute(task);
  }

  boolean over() {
    return mailbox.ended();
  }

  void requireInside() {
    mailbox.requireInside();
  }

  boolean ended() {
    return ended;
  }

  /** The first client has come; for the mailbox. */
  void occupied() {
    if (grace != null) {
      grace.cancel();
      grace = null;
    }
    pulse.start();
  }

  /** Nobody is here, or nobody any more; for the mailbox. */
  void vacant() {
    pulse.stop();
    if (!ended && grace == null) {
      grace = after(settings.grace(), this::expire);
    }
  }

  private void expire() {
    grace = null;
    if (entry.expectsSomebody()) {
      vacant();
    } else if (hub.members().isEmpty()) {
      end(EMPTY);
    }
  }

  private void end(CloseReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    recorder.forget(); // before the next room of this id can open a history
    whenEnded.accept(this);
    hub.end(reason);
    features.each(Feature::closed);
    timers.end();
    mailbox.end();
    entry.end(reason.equals(EMPTY) ? null : reason);
    LOG.debug("Room {} has ended: {}", Masked.id(id), reason.text());
    hub.whenTold(() -> closed.complete(reason));
  }

  @Override
  public String toString() {
    return "Room " + Masked.id(id);
  }
}
