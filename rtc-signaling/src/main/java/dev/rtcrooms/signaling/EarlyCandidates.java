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
 * The candidates of one peer that arrived before their description, bounded in number, length and
 * time; for the room's mailbox only.
 */
final class EarlyCandidates {

  /** More than a browser with several networks gathers for one description. */
  static final int MAX = 64;

  /** How many characters these have together; a browser's candidate has about 150. */
  static final int MAX_CHARS = 16 * 1024;

  /** Far longer than a description can be late on one connection. */
  static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final RoomTimer timer;
  private final List<Waiting> all = new ArrayList<>();
  private int chars;

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
    if (all.size() == MAX || chars + chars(candidate) > MAX_CHARS) {
      throw new RefusalException(
          Refusal.RATE_LIMITED, all.size() + " candidates already wait for their description");
    }
    Waiting waiting = new Waiting(candidate, ufrag);
    all.add(waiting);
    chars += chars(candidate);
    waiting.expiry =
        timer.after(
            TIMEOUT,
            () -> {
              all.remove(waiting);
              chars -= chars(candidate);
            });
  }

  /** The characters of a candidate that the sender decides on. */
  static int chars(Candidate candidate) {
    Candidate.Init init = candidate.init();
    return init == null
        ? 0
        : init.candidate().length() + length(init.sdpMid()) + length(init.usernameFragment());
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
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
        chars -= chars(waiting.candidate);
        taken.add(waiting.candidate);
      }
    }
    return taken;
  }

  void clear() {
    all.forEach(waiting -> waiting.expiry.cancel());
    all.clear();
    chars = 0;
  }
}
