package dev.rtcrooms.signaling;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.spi.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The candidates of one peer that arrived before their description, bounded in number and time; for
 * the room's mailbox only.
 */
final class EarlyCandidates {

  /** More than a browser with several networks gathers for one description. */
  static final int MAX = 64;

  /** Far longer than a description can be late on one connection. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final RoomTimer timer;
  private final List<Waiting> all = new ArrayList<>();

  /** Not a record: the same candidate may be sent twice, and each is equal only to itself. */
  private static final class Waiting {
    private final Candidate candidate;
    private final @Nullable String ufrag;
    private Cancellable expiry = () -> {};

    Waiting(Candidate candidate, @Nullable String ufrag) {
      this.candidate = candidate;
      this.ufrag = ufrag;
    }
  }

  EarlyCandidates(RoomTimer timer) {
    this.timer = timer;
  }

  void add(Candidate candidate, @Nullable String ufrag) {
    if (all.size() == MAX) {
      throw new RefusalException(
          Refusal.RATE_LIMITED, MAX + " candidates already wait for their description");
    }
    Waiting waiting = new Waiting(candidate, ufrag);
    all.add(waiting);
    waiting.expiry = timer.after(TIMEOUT, () -> all.remove(waiting));
  }

  /**
   * Removes and returns the candidates of these generations, and those that name none, in order.
   */
  List<Candidate> take(Set<String> ufrags) {
    List<Candidate> taken = new ArrayList<>();
    for (Iterator<Waiting> each = all.iterator(); each.hasNext(); ) {
      Waiting waiting = each.next();
      if (waiting.ufrag == null || ufrags.contains(waiting.ufrag)) {
        waiting.expiry.cancel();
        each.remove();
        taken.add(waiting.candidate);
      }
    }
    return taken;
  }

  void clear() {
    all.forEach(waiting -> waiting.expiry.cancel());
    all.clear();
  }
}
