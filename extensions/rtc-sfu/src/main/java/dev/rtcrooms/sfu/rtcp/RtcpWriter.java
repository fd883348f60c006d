package dev.rtcrooms.sfu.rtcp;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.nio.charset.StandardCharsets;

/**
 * Writes a compound RTCP packet into an array of its own. The array has room for one of each report
 * of a peer's sources within an MTU; {@link #isFull} tells when to send it. Not thread-safe.
 */
public final class RtcpWriter {

  private static final int CAPACITY = 1500;

  /** The length at which no more is added. */
  private static final int FULL = 900;

  private static final int MAX_BLOCKS = 31;

  private final byte[] bytes = new byte[CAPACITY];
  private int at;

  /** The receiver report that is being written; -1 if there is none. */
  private int open = -1;

  /** Creates an empty packet. */
  public RtcpWriter() {}

  /** Begins the next packet. */
  public void clear() {
    at = 0;
    open = -1;
  }

  /**
   * Adds a sender report without blocks, and its source description (RFC 3550 §6.4.1, §6.5).
   *
   * @param ssrc the source
   * @param ntp the sender's clock, in 1/2^32 seconds
   * @param timestamp the same moment as an RTP timestamp, of which 32 bits are written
   * @param packets the packets sent so far
   * @param octets the payload bytes sent so far
   * @param cname the canonical name, at most 255 ASCII characters
   */
  public void senderReport(
      int ssrc, long ntp, long timestamp, long packets, long octets, String cname) {
    begin(0, RtcpReader.SENDER_REPORT, ssrc);
    put((int) (ntp >>> 32));
    put((int) ntp);
    put((int) timestamp);
    put((int) packets);
    put((int) octets);
    end();
    begin(1, RtcpReader.SOURCE_DESCRIPTION, ssrc);
    byte[] name = cname.getBytes(StandardCharsets.US_ASCII);
    bytes[at++] = 1;
    bytes[at++] = (byte) name.length;
    System.arraycopy(name, 0, bytes, at, name.length);
    at += name.length;
    do {
      bytes[at++] = 0;
    } while ((at & 3) != 0);
    end();
  }

  /**
   * Adds a block to the receiver report (RFC 3550 §6.4.2), which begins with the first block.
   * Another report begins after 31 blocks.
   *
   * @param self the SSRC of the reporter
   * @param ssrc the source
   * @param fractionLost in 1/256
   * @param lost the packets lost so far, of which 24 bits are written
   * @param newest the greatest extended sequence number, of which 32 bits are written
   * @param jitter in units of the timestamp
   * @param lastReport the middle 32 bits of the last sender report's NTP time, or 0
   * @param delay the time since it came, in 1/65,536 seconds
   */
  public void receiverReport(
      int self,
      int ssrc,
      int fractionLost,
      long lost,
      long newest,
      long jitter,
      int lastReport,
      long delay) {
    if (open < 0 || (bytes[open] & MAX_BLOCKS) == MAX_BLOCKS) {
      open = at;
      begin(0, RtcpReader.RECEIVER_REPORT, self);
    }
    put(ssrc);
    put(fractionLost << 24 | (int) Math.min(0x7FFFFF, Math.max(0, lost)));
    put((int) newest);
    put((int) jitter);
    put(lastReport);
    put((int) delay);
    bytes[open]++;
    BigEndian.put16(bytes, open + 2, (at - open) / 4 - 1);
  }

  /**
   * Adds a NACK (RFC 4585 §6.2.1).
   *
   * @param self the SSRC of the reporter
   * @param ssrc the source
   * @param missing extended numbers in ascending order
   * @param count how many, at most 100
   */
  public void nack(int self, int ssrc, long[] missing, int count) {
    begin(RtcpReader.NACK, RtcpReader.TRANSPORT_FEEDBACK, self);
    put(ssrc);
    int i = 0;
    while (i < count) {
      long first = missing[i++];
      int following = 0;
      while (i < count && missing[i] - first <= 16) {
        following |= 1 << (int) (missing[i++] - first - 1);
      }
      put((int) (first & 0xFFFF) << 16 | following);
    }
    end();
  }

  /**
   * Adds a request for a keyframe (PLI, RFC 4585 §6.3.1).
   *
   * @param self the SSRC of the reporter
   * @param ssrc the source
   */
  public void keyframe(int self, int ssrc) {
    begin(RtcpReader.PLI, RtcpReader.PAYLOAD_FEEDBACK, self);
    put(ssrc);
    end();
  }

  private int begunAt;

  private void begin(int count, int type, int ssrc) {
    if (type != RtcpReader.RECEIVER_REPORT) {
      open = -1;
    }
    begunAt = at;
    bytes[at] = (byte) (0x80 | count);
    bytes[at + 1] = (byte) type;
    at += 4;
    put(ssrc);
  }

  private void end() {
    BigEndian.put16(bytes, begunAt + 2, (at - begunAt) / 4 - 1);
  }

  private void put(int value) {
    BigEndian.put32(bytes, at, value);
    at += 4;
  }

  /**
   * Tells whether anything was added.
   *
   * @return true after {@link #clear}
   */
  public boolean isEmpty() {
    return at == 0;
  }

  /**
   * Tells whether the packet should be sent before more is added.
   *
   * @return true if it has 900 bytes
   */
  public boolean isFull() {
    return at >= FULL;
  }

  /**
   * Returns the array, in which the packet begins at 0.
   *
   * @return not a copy
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Returns the length of the packet.
   *
   * @return bytes
   */
  public int length() {
    return at;
  }
}
