package dev.rtcrooms.sfu.srtp;

import dev.rtcrooms.sfu.bytes.BigEndian;
import dev.rtcrooms.sfu.rtp.SourceMap;
import org.jspecify.annotations.Nullable;

/**
 * Unprotects the packets that come from one peer. Each SSRC has its own rollover counter and replay
 * window, which exist only once one of its packets has proved authentic. Of RTCP, the least
 * recently used ones make way for others. Not thread-safe.
 */
public final class SrtpReceiver {

  /** The packet is not authentic, too short, or malformed. */
  public static final int FORGED = -1;

  /** The packet was received before, or is older than the window. */
  public static final int REPLAYED = -2;

  /** The peer sends media of more SSRCs than are kept. */
  public static final int TOO_MANY_SOURCES = -3;

  private static final int HALF = 1 << 15;
  private static final int CONTROL_HEADER = 8;

  private final SrtpCipher media;
  private final SrtpCipher control;
  private final int sources;
  private final SourceMap<ReplayWindow> mediaWindows;
  private final SourceMap<ReplayWindow> controlWindows;
  private long uses;

  /**
   * Derives the session keys.
   *
   * @param profile the profile that DTLS has negotiated
   * @param key the peer's master key
   * @param salt the peer's master salt
   * @param sources the most SSRCs that are kept, each with 200 bytes, for RTP and for RTCP
   */
  public SrtpReceiver(SrtpProfile profile, byte[] key, byte[] salt, int sources) {
    KeyDerivation keys = new KeyDerivation(key, salt);
    this.sources = sources;
    this.media = profile.cipher(keys, false, false);
    this.control = profile.cipher(keys, true, false);
    this.mediaWindows = new SourceMap<>();
    this.controlWindows = new SourceMap<>();
  }

  /**
   * Unprotects an RTP packet in place.
   *
   * @param packet an array that holds the packet
   * @param offset where it begins
   * @param length its length in bytes
   * @return its length without the tag, or one of the negative constants; the bytes are undefined
   *     then
   */
  public int unprotect(byte[] packet, int offset, int length) {
    int header = headerLength(packet, offset, length);
    if (header < 0) {
      return FORGED;
    }
    int ssrc = BigEndian.int32(packet, offset + 8);
    ReplayWindow window = mediaWindows.get(ssrc);
    long index = index(window, BigEndian.int16(packet, offset + 2));
    if (window != null && !window.isFresh(index)) {
      return REPLAYED;
    }
    if (window == null && mediaWindows.size() >= sources && oldest(mediaWindows, false) == null) {
      return TOO_MANY_SOURCES;
    }
    int open = media.unprotect(packet, offset, header, length, ssrc, index);
    if (open < 0) {
      return FORGED;
    }
    if (window == null) {
      window = begin(mediaWindows, ssrc, false);
    }
    window.mark(index);
    window.used = ++uses;
    return open;
  }

  /**
   * Unprotects an RTCP packet in place.
   *
   * @param packet an array that holds the packet
   * @param offset where it begins
   * @param length its length in bytes
   * @return its length without tag and index, or one of the negative constants
   */
  public int unprotectControl(byte[] packet, int offset, int length) {
    if (length < CONTROL_HEADER + 4 + control.overhead()) {
      return FORGED;
    }
    int ssrc = BigEndian.int32(packet, offset + 4);
    int index = control.controlIndex(packet, offset, length);
    ReplayWindow window = controlWindows.get(ssrc);
    if (window != null && !window.isFresh(index)) {
      return REPLAYED;
    }
    int open = control.unprotectControl(packet, offset, length, ssrc);
    if (open < 0) {
      return FORGED;
    }
    if (window == null) {
      window = begin(controlWindows, ssrc, true);
    }
    window.mark(index);
    window.used = ++uses;
    return open;
  }

  /**
   * Tells whether an authentic packet of a source has come before, which is not forgotten.
   *
   * @param ssrc the source
   * @param rtcp whether it sends RTCP
   * @return false if a packet of this source is not likely to be the peer's
   */
  public boolean knows(int ssrc, boolean rtcp) {
    return (rtcp ? controlWindows : mediaWindows).get(ssrc) != null;
  }

  /**
   * Notes whether a source has ended. Its window and its rollover counter are kept until a new
   * source needs the place, so that its packets cannot be replayed, and it may go on later.
   *
   * @param ssrc the source
   * @param ended false if it is used, also if it has ended before
   */
  public void setEnded(int ssrc, boolean ended) {
    ReplayWindow window = mediaWindows.get(ssrc);
    if (window != null) {
      window.ended = ended;
    }
  }

  /** Adds a window for a source that has proved authentic, in place of another if all are taken. */
  private ReplayWindow begin(SourceMap<ReplayWindow> windows, int ssrc, boolean any) {
    ReplayWindow victim = windows.size() < sources ? null : oldest(windows, any);
    if (victim != null) {
      windows.removeIf((other, window) -> window == victim);
    }
    ReplayWindow begun = new ReplayWindow();
    windows.put(ssrc, begun);
    return begun;
  }

  /** The least recently used window that may be evicted: any one, or only one that has ended. */
  private static @Nullable ReplayWindow oldest(SourceMap<ReplayWindow> windows, boolean any) {
    ReplayWindow oldest = null;
    for (int i = 0; i < windows.size(); i++) {
      ReplayWindow each = windows.at(i);
      if ((any || each.ended) && (oldest == null || each.used < oldest.used)) {
        oldest = each;
      }
    }
    return oldest;
  }

  /** Estimates the index (RFC 3711 §3.3.1, appendix A). */
  private static long index(@Nullable ReplayWindow window, int sequence) {
    if (window == null) {
      return sequence;
    }
    long newest = window.newest();
    long roc = newest >> 16;
    int last = (int) newest & 0xFFFF;
    if (last < HALF) {
      if (sequence - last > HALF && roc > 0) {
        roc--;
      }
    } else if (last - HALF > sequence) {
      roc++;
    }
    return roc << 16 | sequence;
  }

  /** The length of an RTP header with its extensions, or -1 if the packet is too short for it. */
  private static int headerLength(byte[] packet, int offset, int length) {
    if (length < 12) {
      return -1;
    }
    int header = 12 + 4 * (packet[offset] & 0x0F);
    if ((packet[offset] & 0x10) != 0) {
      if (header + 4 > length) {
        return -1;
      }
      header += 4 + 4 * BigEndian.int16(packet, offset + header + 2);
    }
    return header <= length ? header : -1;
  }
}
