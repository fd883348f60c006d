package dev.rtcrooms.hub;

import dev.rtcrooms.message.Delivery;
import dev.rtcrooms.transport.Outgoing;
import dev.rtcrooms.transport.Sizing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those of a room hear in one turn who hear the same; immutable, any thread. Its messages are
 * measured, and cut into frames, once for each way to measure them.
 */
final class Share {

  /**
   * For so many ways to measure it is remembered how the messages are cut. There is one for each
   * codec, or, with a transport that has a sizing for each connection, as many as these.
   */
  private static final int REMEMBERED = 4;

  private final List<Outgoing> messages;
  private final boolean common;
  private final long since;
  private final int frameBytes;
  private volatile @Nullable Measured first;

  private record Measured(Sizing by, Backlog backlog, int number, @Nullable Measured next) {}

  /**
   * A share of at least one message.
   *
   * @param messages not changed any more
   * @param common whether many hear it
   * @param since when the turn ended, in the scheduler's nanoseconds
   * @param frameBytes how much is joined in one frame
   */
  Share(List<Outgoing> messages, boolean common, long since, int frameBytes) {
    this.messages = messages;
    this.common = common;
    this.since = since;
    this.frameBytes = frameBytes;
  }

  /** What those hear who hear one of these and then the other. */
  static @Nullable Share joined(@Nullable Share one, @Nullable Share other, boolean common) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    List<Outgoing> all = new ArrayList<>(one.messages.size() + other.messages.size());
    all.addAll(one.messages);
    all.addAll(other.messages);
    return new Share(all, common, one.since, one.frameBytes);
  }

  /** This share as what waits for somebody for whom nothing else does. */
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

  /** Two threads may measure at once, since no lock is held over that; the first one counts. */
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
    Line[] lines = new Line[messages.size()];
    for (int n = 0; n < lines.length; n++) {
      Outgoing message = messages.get(n);
      lines[n] = new Line(message, sizing.size(message), key(message), since);
    }
    return Backlog.of(lines, common, frameBytes);
  }

  private static @Nullable Object key(Outgoing message) {
    return message.type().delivery() == Delivery.LATEST
        ? message.type().key(message.event())
        : null;
  }
}
