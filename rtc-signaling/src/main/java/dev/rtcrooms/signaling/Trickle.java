package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Candidate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Relays the candidates of one peer of a pair to the other (RFC 8838); for the room's mailbox only.
 * A candidate names its generation by ufrag. It is relayed once the other peer has the description
 * of that generation, because browsers refuse it earlier (W3C webrtc-pc, addIceCandidate).
 */
final class Trickle {

  /** The most past generations to remember: many glares in a row, with a ufrag per section. */
  private static final int MAX_PAST = 256;

  /** How many characters these have together; a browser's ufrag has four or eight. */
  private static final int MAX_PAST_CHARS = 8 * 1024;

  private final Peer from;
  private final Peer to;
  private final EarlyCandidates early;
  private final Set<String> past = new LinkedHashSet<>();
  private int pastChars;
  private @Nullable Description current;
  private @Nullable Description pending;
  private boolean newestDropped;

  /**
   * A description that was relayed to the other peer, with the candidates of its generation that
   * were relayed too, within the bounds of {@link EarlyCandidates}.
   */
  private static final class Description {
    private final long negotiation;
    private final Set<String> ufrags;
    private final List<Candidate> candidates = new ArrayList<>();
    private int chars;

    Description(long negotiation, Set<String> ufrags) {
      this.negotiation = negotiation;
      this.ufrags = ufrags;
    }

    void keep(Candidate candidate) {
      int more = EarlyCandidates.chars(candidate);
      if (candidates.size() < EarlyCandidates.MAX && chars + more <= EarlyCandidates.MAX_CHARS) {
        candidates.add(candidate);
        chars += more;
      }
    }
  }

  Trickle(Peer from, Peer to, RoomTimer timer) {
    this.from = from;
    this.to = to;
    this.early = new EarlyCandidates(timer);
  }

  /** The peer's offer was relayed. */
  void offered(long negotiation, Set<String> ufrags) {
    rolledBack();
    pending = described(negotiation, ufrags);
  }

  /** The peer's offer was answered. */
  void accepted() {
    if (pending != null) {
      replaceCurrent(pending);
      pending = null;
    }
  }

  /** The peer's answer was relayed. */
  void answered(long negotiation, Set<String> ufrags) {
    replaceCurrent(described(negotiation, ufrags));
  }

  /** The peer's offer was relayed, but will not be answered. */
  void rolledBack() {
    if (pending != null) {
      retire(pending.ufrags);
      pending = null;
      newestDropped = true;
    }
  }

  /**
   * The peer's offer was dropped, and its early candidates with it. Nothing is lost: after the
   * rollback a browser answers with new credentials and gathers again, or with the credentials of
   * its current description (RFC 9429 §5.7; observed in Chromium 156).
   */
  void dropped(Set<String> ufrags) {
    retire(ufrags);
    early.take(ufrags);
    newestDropped = true;
  }

  void candidate(Candidate candidate, @Nullable String ufrag) {
    Description description = descriptionOf(ufrag);
    if (description != null) {
      relay(candidate, description);
    } else if (ufrag == null ? !newestDropped : !past.contains(ufrag)) {
      early.add(candidate, ufrag);
    }
  }

  /** Relays the candidates again that the other peer may have missed. */
  void repeat() {
    for (Description description : new Description[] {current, pending}) {
      if (description != null) {
        description.candidates.forEach(
            candidate -> to.receive(candidate.readdressed(from.id(), description.negotiation)));
      }
    }
  }

  void close() {
    early.clear();
  }

  private Description described(long negotiation, Set<String> ufrags) {
    newestDropped = false;
    Description description = new Description(negotiation, ufrags);
    early.take(ufrags).forEach(candidate -> relay(candidate, description));
    return description;
  }

  private void replaceCurrent(Description next) {
    if (current != null) {
      retire(current.ufrags);
    }
    current = next;
  }

  private void retire(Set<String> ufrags) {
    for (String ufrag : ufrags) {
      pastChars += past.add(ufrag) ? ufrag.length() : 0;
    }
    Iterator<String> oldest = past.iterator();
    while (past.size() > MAX_PAST || pastChars > MAX_PAST_CHARS) {
      pastChars -= oldest.next().length();
      oldest.remove();
    }
  }

  /**
   * Finds the relayed description of a generation; without a ufrag, the newest (RFC 9429 §3.5.2.1).
   */
  private @Nullable Description descriptionOf(@Nullable String ufrag) {
    if (ufrag == null) {
      return newestDropped ? null : pending != null ? pending : current;
    }
    if (pending != null && pending.ufrags.contains(ufrag)) {
      return pending;
    }
    return current != null && current.ufrags.contains(ufrag) ? current : null;
  }

  private void relay(Candidate candidate, Description description) {
    description.keep(candidate);
    to.receive(candidate.readdressed(from.id(), description.negotiation));
  }
}
