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
 * The candidates of one peer that came before the description they belong to, bounded in number and
 * time; for the room's mailbox only.
 */
final class EarlyCandidates {

  /** More than a browser with several networks gathers for one description. */
  static final int MAX = 64;

  /** Far longer than a description can stay behind its candidates on one connection. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Timer timer;
  private final List<Waiting> all = new ArrayList<>();

  /** Equal only to itself, as the same candidate may be sent twice. */
  private static final class Waiting {
    private final Candidate candidate;
    private final @Nullable String ufrag;
    private Cancellable expiry = () -> {};

    Waiting(Candidate candidate, @Nullable String ufrag) {
      this.candidate = candidate;
      this.ufrag = ufrag;
    }
  }

  EarlyCandidates(Timer timer) {
    this.timer = timer;
  }

  void add(Candidate candidate, @Nullable String ufrag) {
    if (all.size() == MAX) {
      throw new RefusalException(
          Refusal.RATE_LIMITED, MAX + " candidates wait for their description already");
    }
    Waiting waiting = new Waiting(candidate, ufrag);
    all.add(waiting);
    waiting.expiry = timer.after(PATIENCE, () -> all.remove(waiting));
  }

  /** Removes those of these generations, and those that name none, in the order they came. */
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
