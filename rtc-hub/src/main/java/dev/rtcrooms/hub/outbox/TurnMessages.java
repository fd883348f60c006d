package dev.rtcrooms.hub.outbox;

import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Sizing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one turn for recipients that get the same ones; any thread. They are measured,
 * and cut into frames, once for each {@link Sizing}.
 */
public final class TurnMessages {

  /**
   * For so many sizings the measured messages are kept. Normally there is one sizing per codec; a
   * transport may have one per connection instead.
   */
  private static final int REMEMBERED = 4;

  private final List<Outgoing> messages;
  private final boolean shared;
  private final long since;
  private final int frameBytes;
  private volatile @Nullable Measured first;

  private record Measured(Sizing by, Backlog backlog, int number, @Nullable Measured next) {}

  /**
   * The messages of a turn.
   *
   * @param messages at least one; not changed afterwards
   * @param shared whether several recipients get them
   * @param since when the turn ended, in the scheduler's nanoseconds
   * @param frameBytes the most bytes that are joined in one frame
   */
  public TurnMessages(List<Outgoing> messages, boolean shared, long since, int frameBytes) {
    this.messages = messages;
    this.shared = shared;
    this.since = since;
    this.frameBytes = frameBytes;
  }

  /** The messages of one turn followed by those of the next. */
  public static @Nullable TurnMessages joined(
      @Nullable TurnMessages one, @Nullable TurnMessages other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    List<Outgoing> all = new ArrayList<>(one.messages.size() + other.messages.size());
    all.addAll(one.messages);
    all.addAll(other.messages);
    return new TurnMessages(all, one.shared && other.shared, one.since, one.frameBytes);
  }

  /** The messages, not to be changed. */
  public List<Outgoing> messages() {
    return messages;
  }

  /** How many bytes on the wire these messages take. */
  public long bytes(Sizing sizing) {
    return backlog(sizing).bytes();
  }

  /** These messages as the backlog of a connection for which nothing else waits. */
  Backlog backlog(Sizing sizing) {
    Backlog known = find(sizing);
    return known != null ? known : keep(sizing, measured(sizing));
  }

  private @Nullable Backlog find(Sizing sizing) {
    for (Measured measured = first; measured != null; measured = measured.next) {
      if (measured.by == sizing) {
        return measured.backlog;
      }
    }
    return null;
  }

  /** No lock is held while measuring, so two threads may measure at once; the first one counts. */
  private synchronized Backlog keep(Sizing sizing, Backlog made) {
    Backlog known = find(sizing);
    if (known != null) {
      return known;
    }
    int number = first == null ? 1 : first.number + 1;
    if (number <= REMEMBERED) {
      first = new Measured(sizing, made, number, first);
    }
    return made;
  }

  private Backlog measured(Sizing sizing) {
    QueuedMessage[] queued = new QueuedMessage[messages.size()];
    for (int n = 0; n < queued.length; n++) {
      queued[n] = QueuedMessage.of(messages.get(n), sizing, since);
    }
    Codec codec = sizing instanceof Codec known ? known : null;
    return Backlog.of(queued, shared, new Backlog.Framing(frameBytes, codec));
  }
}
