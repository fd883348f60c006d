package dev.rtcrooms.sfu.speech;

import dev.rtcrooms.message.Speakers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The audio of a room: finds who speaks and who dominates, and whose audio is forwarded when many
 * send. All times are in milliseconds and come from the caller. For the loop's thread.
 */
public final class Voices {

  private static final long SELECTION = 20;
  private static final long LOOK = 100;
  private static final long DECISION = 300;

  /** After so many milliseconds of silence, anybody may take the place of the dominant one. */
  private static final long PAUSE = 2_000;

  /** Changes within so many milliseconds are told together, but not that somebody has left. */
  private static final long TOGETHER = 200;

  /** By how much another speaker must exceed the dominant one, on each scale. */
  private static final double IMMEDIATE_LEAD = 3;

  private static final double MEDIUM_LEAD = 2;
  private static final double LONG_LEAD = 0;

  private final int most;
  private final int loudest;
  private final Consumer<Speakers> onSpeakers;
  private final List<Voice> voices = new ArrayList<>();
  private @Nullable Voice dominant;
  private Speakers told = Speakers.NOBODY;
  private int quietest;
  private long selectedAt;
  private long lookedAt;
  private long decidedAt;
  private long toldAt;

  /**
   * Has no voices.
   *
   * @param most how many are all forwarded
   * @param loudest how many of more than that are forwarded, besides the dominant one
   * @param onSpeakers hears who speaks, whenever somebody begins or ends, or another dominates
   */
  public Voices(int most, int loudest, Consumer<Speakers> onSpeakers) {
    this.most = most;
    this.loudest = loudest;
    this.onSpeakers = onSpeakers;
  }

  /**
   * Makes the voice of a track, which counts once it was {@linkplain #set set}; any thread.
   *
   * @param client who publishes the track
   * @return a new voice
   */
  public Voice voice(String client) {
    return new Voice(client, this);
  }

  /**
   * Sets the voices of a client, in place of those before.
   *
   * @param client its id
   * @param present those that it publishes now
   * @param now the time
   */
  public void set(String client, List<Voice> present, long now) {
    boolean fewer =
        voices.removeIf(voice -> voice.client().equals(client) && !present.contains(voice));
    for (Voice voice : present) {
      if (!voices.contains(voice)) {
        voices.add(voice);
      }
    }
    if (dominant != null && !voices.contains(dominant)) {
      dominant = null;
    }
    if (fewer) {
      select(now);
      look(now, true);
    }
  }

  /**
   * Looks who speaks; to be called every 20 ms or so, also while no packets come.
   *
   * @param now the time
   */
  public void tick(long now) {
    if (now - selectedAt >= SELECTION) {
      select(now);
    }
    if (now - decidedAt >= DECISION) {
      decidedAt = now;
      decide(now);
    }
    if (now - lookedAt >= LOOK) {
      look(now, false);
    }
  }

  /** One that is not forwarded has become louder. */
  void louder(Voice voice, long now) {
    if (voice.rank() > quietest) {
      select(now);
    }
  }

  private void select(long now) {
    selectedAt = now;
    int sending = 0;
    for (Voice voice : voices) {
      sending += voice.isSending(now) ? 1 : 0;
    }
    boolean all = sending <= most;
    for (Voice voice : voices) {
      voice.rank(now);
      voice.forward(all || !voice.isMeasured());
    }
    for (int i = 0; !all && i < loudest; i++) {
      forwardLoudest();
    }
    if (dominant != null) {
      dominant.forward(true);
    }
  }

  /** Forwards the loudest of those who are not. */
  private void forwardLoudest() {
    Voice next = null;
    for (Voice voice : voices) {
      if (!voice.isForwarded() && (next == null || voice.rank() > next.rank())) {
        next = voice;
      }
    }
    if (next != null) {
      next.forward(true);
      quietest = next.rank();
    }
  }

  private void decide(long now) {
    for (Voice voice : voices) {
      voice.activity().pass(now);
    }
    Voice before = dominant;
    if (before == null) {
      return; // the first to speak dominates
    }
    if (before.isSilent(now, PAUSE)) {
      Voice next = loudestSpeaker(now);
      dominant = next == null ? before : next;
      return;
    }
    double lead = MEDIUM_LEAD;
    for (Voice voice : voices) {
      double medium = voice.activity().medium() - before.activity().medium();
      if (voice != before
          && voice.activity().immediate() - before.activity().immediate() > IMMEDIATE_LEAD
          && medium > lead
          && voice.activity().longTerm() - before.activity().longTerm() > LONG_LEAD) {
        lead = medium;
        dominant = voice;
      }
    }
  }

  private @Nullable Voice loudestSpeaker(long now) {
    Voice found = null;
    for (Voice voice : voices) {
      if (voice.isSpeaking(now) && (found == null || voice.loudness(now) > found.loudness(now))) {
        found = voice;
      }
    }
    return found;
  }

  private void look(long now, boolean atOnce) {
    lookedAt = now;
    if (dominant == null) {
      dominant = loudestSpeaker(now);
    }
    Speakers next = speakers(now);
    boolean same =
        Objects.equals(next.dominant(), told.dominant())
            && new HashSet<>(next.speaking()).equals(new HashSet<>(told.speaking()));
    if (!same && (atOnce || now - toldAt >= TOGETHER)) {
      told = next;
      toldAt = now;
      onSpeakers.accept(next);
    }
  }

  private Speakers speakers(long now) {
    String first = dominant == null ? null : dominant.client();
    List<String> speaking =
        voices.stream()
            .filter(voice -> voice.isSpeaking(now))
            .sorted(
                (one, other) ->
                    one.client().equals(first) == other.client().equals(first)
                        ? Integer.compare(other.loudness(now), one.loudness(now))
                        : one.client().equals(first) ? -1 : 1)
            .map(Voice::client)
            .distinct()
            .toList();
    return new Speakers(first, speaking);
  }
}
