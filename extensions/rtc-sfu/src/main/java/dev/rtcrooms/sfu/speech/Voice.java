package dev.rtcrooms.sfu.speech;

/** The audio of one track, as far as it tells who speaks. For the loop's thread. */
public final class Voice {

  /** The level of a packet that has none (RFC 6464 is not negotiated). */
  public static final int UNKNOWN = -1;

  /** From this level on, somebody is heard: 36 dB below the loudest. */
  private static final int AUDIBLE = 91;

  /** For how long a sound counts, in milliseconds. */
  private static final long WORD = 800;

  /** After so many milliseconds without a packet, nothing is sent any more. */
  private static final long SENDING = 1_000;

  /** How fast loudness falls after a sound, in dB a second. */
  private static final int DECAY = 40;

  private final String client;
  private final Voices room;
  private final SpeechActivity activity = new SpeechActivity();
  private boolean measured;
  private boolean spoken;
  private long spokeAt;
  private long sentAt;
  private int peak;
  private long peakAt;
  private boolean forwarded = true;
  private int rank;

  /** Made by {@link Voices#voice}. */
  Voice(String client, Voices room) {
    this.client = client;
    this.room = room;
  }

  String client() {
    return client;
  }

  SpeechActivity activity() {
    return activity;
  }

  /**
   * Takes the level of a packet.
   *
   * @param level from 0 for silence to 127 for the loudest, in dB; or {@link #UNKNOWN}
   * @param now milliseconds
   * @return whether the packet is to be forwarded
   */
  public boolean receive(int level, long now) {
    sentAt = now;
    if (level == UNKNOWN) {
      return forwarded;
    }
    measured = true;
    activity.hear(level, now);
    if (level >= loudness(now)) {
      peak = level;
      peakAt = now;
    }
    if (level >= AUDIBLE) {
      spoken = true;
      spokeAt = now;
    }
    if (!forwarded) {
      rank(now);
      room.louder(this, now);
    }
    return forwarded;
  }

  /** Whether its packets tell levels; without them it is always forwarded, and never speaks. */
  boolean isMeasured() {
    return measured;
  }

  boolean isSending(long now) {
    return measured && now - sentAt <= SENDING;
  }

  /** Whether it was heard within the length of a word. */
  boolean isSpeaking(long now) {
    return spoken && now - spokeAt <= WORD;
  }

  /** The level of the last sound, less the longer it is past. */
  int loudness(long now) {
    return (int) Math.max(0, peak - (now - peakAt) * DECAY / 1_000);
  }

  boolean isSilent(long now, long duration) {
    return !spoken || now - spokeAt >= duration;
  }

  /** Compares it with others: by loudness, and of equals, the one that is forwarded comes first. */
  void rank(long now) {
    rank = 2 * loudness(now) + (forwarded ? 1 : 0);
  }

  int rank() {
    return rank;
  }

  boolean isForwarded() {
    return forwarded;
  }

  void forward(boolean on) {
    forwarded = on;
  }
}
