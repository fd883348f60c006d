package dev.rtcrooms.hub.recording;

import dev.rtcrooms.Audience;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Limits;
import dev.rtcrooms.hub.feature.HeapSize;
import dev.rtcrooms.hub.mailbox.AsyncCalls;
import dev.rtcrooms.hub.recording.AppendQueue.Waiting;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.spi.HistoryStore;
import dev.rtcrooms.spi.HistoryStore.Entry;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.spi.HistoryStore.Retry;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.TakenOverException;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores a room's recorded events and passes each on once it is stored; for the mailbox. The events
 * of a turn wait for {@link #flush}, and share an append.
 */
public final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private static final CloseReason UNAVAILABLE =
      new CloseReason(CloseReason.FAILED.code(), "history unavailable; reconnect");
  private static final CloseReason TAKEN_OVER =
      new CloseReason(CloseReason.FAILED.code(), "room opened elsewhere; reconnect");

  private final PastOpening opening;
  private final AsyncCalls calls;
  private final Listener listener;
  private final PassingOn passingOn = new PassingOn();
  private final AppendQueue appends;
  private final List<Runnable> whenOpen = new ArrayList<>();
  private final List<Consumer<Recorded>> followers = new ArrayList<>();
  private @Nullable Cause cause;
  private volatile @Nullable Past past;
  private String epoch = "";
  private Consumer<CloseReason> failed = reason -> {};

  /** Receives the events, in order; for the mailbox. */
  public interface Listener {

    /** The past is open, and these are its newest events; not called if there are none. */
    void restored(List<Recorded> newest);

    /** An event is stored and has an offset; or it could not be stored and has none. */
    void recorded(Outgoing message, Audience audience);
  }

  /** A command, whose answer waits until the events that it causes are stored. */
  public interface Cause {

    /** Identifies the command if it may be retried. */
    @Nullable Retry retry();

    /** An event was submitted; one of the other methods follows. */
    void recording();

    /** An event was stored. */
    void recorded(long offset);

    /** An event could not be stored; nobody receives it. */
    void notRecorded();
  }

  /** The recorder of one room, which counts its appends; the listener receives the events. */
  public Recorder(
      UUID room,
      HistoryStore store,
      AsyncCalls calls,
      Limits limits,
      AppendCounts counts,
      Listener listener) {
    this.opening = new PastOpening(room, store, calls);
    this.calls = calls;
    this.listener = listener;
    this.appends = new AppendQueue(calls, limits.recorderBytes(), counts, passingOn);
  }

  /** Begins to open the room's past, which {@link #end} closes; before {@link #open}. */
  public void begin() {
    opening.begin();
  }

  /**
   * Awaits the room's past; events that are recorded earlier wait.
   *
   * @param roomEnds called if the past cannot be opened or read, or was opened again elsewhere;
   *     with the reason for the clients. No event is passed on after that.
   */
  public void open(Consumer<CloseReason> roomEnds) {
    failed = roomEnds;
    opening.open(
        this::opened,
        failure -> {
          LOG.error("The past of a room could not be opened", failure);
          roomEnds.accept(UNAVAILABLE);
        });
  }

  private void opened(Past opened, List<Recorded> newest) {
    past = opened;
    epoch = opened.end().epoch();
    appends.start(opened);
    if (!newest.isEmpty()) {
      listener.restored(newest);
    }
    whenOpen.forEach(Runnable::run);
    whenOpen.clear();
    flush();
  }

  /** Calls a task with the past, now or as soon as it is open. */
  public void withPast(Consumer<? super Past> task) {
    whenOpen(() -> task.accept(requireOpen()));
  }

  /** Runs a task now, or as soon as the past is open. */
  public void whenOpen(Runnable task) {
    if (past != null) {
      task.run();
    } else {
      whenOpen.add(task);
    }
  }

  /** The position of the last event that was passed on; only once open. */
  public Position position() {
    requireOpen();
    flush();
    return new Position(epoch, appends.last());
  }

  /** How many events the past keeps in memory; any thread. */
  public int keptEvents() {
    Past opened = past;
    return opened == null ? 0 : opened.keptEvents();
  }

  /** How much memory they take, in bytes; any thread. */
  public long keptBytes() {
    Past opened = past;
    return opened == null ? 0 : opened.keptBytes();
  }

  private Past requireOpen() {
    Past opened = past;
    if (opened == null) {
      throw new IllegalStateException("The room's past is not open yet");
    }
    return opened;
  }

  /** Sets the command that causes the events recorded from now on, or null for none. */
  public void attributeTo(@Nullable Cause command) {
    cause = command;
  }

  /**
   * Records an event, which is passed on when it is stored: not before the next flush.
   *
   * @throws RuntimeException if the event cannot be written, which its measuring finds before it
   *     concerns other events
   */
  public void record(MessageType<?> type, Event event, Audience audience) {
    int size = HeapSize.of(type, event);
    Retry retry = null;
    if (cause != null) {
      cause.recording();
      retry = cause.retry();
    }
    Waiting waiting = new Waiting(type, new Entry(event, audience, retry), cause);
    if (!appends.add(waiting, size) && cause != null) {
      cause.notRecorded();
    }
  }

  /**
   * Stores what was recorded since the last flush. A room flushes at the end of a turn, and before
   * it sends anything else, so that a store that answers at once keeps the order of all events.
   */
  public void flush() {
    appends.flush();
  }

  /**
   * Fetches the events after a position, including those that are recorded meanwhile. A store that
   * cannot be read is asked again for a while, so that a short outage does not look like a loss.
   *
   * @param task called in the mailbox, unless the room ends; must use the events at once. The
   *     result is empty if not all events after the position are known.
   */
  public void since(Position from, Consumer<Optional<List<Recorded>>> task) {
    Past known = requireOpen();
    flush();
    if (lost(from)) {
      task.accept(Optional.empty());
      return;
    }
    long passedOn = appends.last();
    List<Recorded> meanwhile = new ArrayList<>();
    Consumer<Recorded> follower = meanwhile::add;
    followers.add(follower);
    calls.awaitRepeatedly(
        () -> known.since(from),
        TakenOverException.class::isInstance,
        found -> {
          flush(); // what this stores at once is followed still; later it would reach others alone
          followers.remove(follower);
          task.accept(
              lost(from)
                  ? Optional.empty()
                  : found
                      .filter(events -> end(events, from) >= passedOn)
                      .map(events -> joined(events, passedOn, meanwhile)));
        },
        failure -> {
          followers.remove(follower);
          if (AsyncCalls.cause(failure) instanceof TakenOverException) {
            passingOn.takenOver();
          } else {
            LOG.warn("The past of a room could not be read", failure);
            task.accept(Optional.empty());
          }
        });
  }

  private boolean lost(Position from) {
    return from.offset() < appends.certainFrom();
  }

  /** A store that ends before what was passed on has lost its newest events, and may not know. */
  private static long end(List<Recorded> found, Position from) {
    return found.isEmpty() ? from.offset() : found.get(found.size() - 1).offset();
  }

  /**
   * Leaves out what the store had when it was asked but was not passed on: it follows as a live
   * event, was passed on meanwhile, or its append failed.
   */
  private static List<Recorded> joined(
      List<Recorded> found, long passedOn, List<Recorded> meanwhile) {
    List<Recorded> all = new ArrayList<>(found);
    all.removeIf(recorded -> recorded.offset() > passedOn);
    all.addAll(meanwhile);
    return all;
  }

  /**
   * Ends the recording, because the room ends.
   *
   * @param forget whether the room's past is deleted
   */
  public void end(boolean forget) {
    appends.end(forget);
    opening.end(forget);
  }

  private final class PassingOn implements AppendQueue.Outcome {

    @Override
    public void stored(Waiting event, long offset) {
      if (!followers.isEmpty()) {
        Recorded recorded = new Recorded(offset, event.entry());
        List.copyOf(followers).forEach(follower -> follower.accept(recorded));
      }
      listener.recorded(
          Outgoing.recorded(event.type(), event.entry().event(), offset), event.entry().audience());
      if (event.cause() != null) {
        event.cause().recorded(offset);
      }
    }

    @Override
    public void takenOver() {
      LOG.error("A room ends, because its past was opened elsewhere: is it served twice?");
      failed.accept(TAKEN_OVER);
    }

    @Override
    public void notStored(Waiting event) {
      listener.recorded(Outgoing.of(event.type(), event.entry().event()), event.entry().audience());
    }
  }
}
