package dev.rtcrooms.sfu.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The counters of a loop since it began. One thread counts; any thread may read. */
public final class LoopCounters {

  /** The counters besides drops. */
  public enum Count {
    /** Datagrams received. */
    PACKETS_IN,
    /** Their bytes. */
    BYTES_IN,
    /**
     * Datagrams that the system, or Netty's epoll transport, has taken to send them. Those that the
     * transport cannot send afterwards count as {@link Drop#NOT_SENT} too.
     */
    PACKETS_OUT,
    /** Their bytes. */
    BYTES_OUT,
    /** RTP packets sent to receivers for the first time. */
    FORWARDED,
    /** RTP packets sent again. */
    RESENT,
    /** Packets that publishers were asked for again. */
    NACKED,
    /** Packets that publishers have sent again. */
    REPAIRED,
    /** Keyframes that publishers were asked for. */
    KEYFRAMES_ASKED,
    /** Handshakes that have succeeded. */
    HANDSHAKES,
    /** Handshakes that have failed. */
    HANDSHAKES_FAILED,
    /** Peers whose checks have stopped. */
    LOST,
    /** Times that a peer has answered our check of its new address before it made its own. */
    MOVED,
    /** STUN messages received. */
    STUN_IN,
    /** DTLS datagrams received from checked addresses. */
    DTLS_IN,
    /** RTCP packets received. */
    RTCP_IN,
    /** RTCP packets sent. */
    RTCP_OUT,
    /** RTP packets of audio received, without duplicates. */
    AUDIO_IN,
    /** The bytes of their payload. */
    AUDIO_BYTES_IN,
    /** RTP packets of video received, without duplicates. */
    VIDEO_IN,
    /** The bytes of their payload. */
    VIDEO_BYTES_IN,
    /** RTP packets of audio sent to receivers for the first time. */
    AUDIO_OUT,
    /** The bytes of their payload. */
    AUDIO_BYTES_OUT,
    /** RTP packets of video sent to receivers for the first time. */
    VIDEO_OUT,
    /** The bytes of their payload. */
    VIDEO_BYTES_OUT,
    /** Packets that receivers have asked for again. */
    RESEND_ASKED,
    /** Keyframes that came. */
    KEYFRAMES,
    /** Keyframes that receivers have asked for. */
    KEYFRAMES_WANTED,
    /** The sum of the durations of the handshakes that have succeeded, in milliseconds. */
    HANDSHAKE_MILLIS
  }

  private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);
  private final Map<Drop, AtomicLong> drops = new EnumMap<>(Drop.class);

  /** All are 0. */
  public LoopCounters() {
    for (Count count : Count.values()) {
      counts.put(count, new AtomicLong());
    }
    for (Drop reason : Drop.values()) {
      drops.put(reason, new AtomicLong());
    }
  }

  /** Cheaper than an atomic addition, since one thread writes. */
  private static <K> void add(Map<K, AtomicLong> counters, K key, long more) {
    AtomicLong counter = counters.get(key);
    if (counter != null) {
      counter.lazySet(counter.getPlain() + more);
    }
  }

  /**
   * Counts; for the loop's thread.
   *
   * @param count what
   * @param more how many
   */
  public void add(Count count, long more) {
    add(counts, count, more);
  }

  /**
   * Counts a packet of a publisher; for the loop's thread.
   *
   * @param video false for audio
   * @param payload its bytes
   */
  public void received(boolean video, int payload) {
    add(video ? Count.VIDEO_IN : Count.AUDIO_IN, 1);
    add(video ? Count.VIDEO_BYTES_IN : Count.AUDIO_BYTES_IN, payload);
  }

  /**
   * Counts a packet to a receiver, sent for the first time; for the loop's thread.
   *
   * @param video false for audio
   * @param payload its bytes
   */
  public void sent(boolean video, int payload) {
    add(video ? Count.VIDEO_OUT : Count.AUDIO_OUT, 1);
    add(video ? Count.VIDEO_BYTES_OUT : Count.AUDIO_BYTES_OUT, payload);
  }

  /**
   * Counts a drop; for the loop's thread.
   *
   * @param reason why
   */
  public void drop(Drop reason) {
    add(drops, reason, 1);
  }

  /**
   * Reads a count.
   *
   * @param count which
   * @return since the loop began
   */
  public long get(Count count) {
    AtomicLong counter = counts.get(count);
    return counter == null ? 0 : counter.get();
  }

  /**
   * Reads the drops.
   *
   * @return how many for each reason, perhaps 0
   */
  public Map<Drop, Long> drops() {
    Map<Drop, Long> found = new EnumMap<>(Drop.class);
    drops.forEach((reason, counter) -> found.put(reason, counter.get()));
    return found;
  }
}
