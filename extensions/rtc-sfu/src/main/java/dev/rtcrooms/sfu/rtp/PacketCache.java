package dev.rtcrooms.sfu.rtp;

/** The newest packets of a source, for resending. Not thread-safe. */
public final class PacketCache {

  private final byte[][] packets;
  private final int[] lengths;
  private final long[] sequences;
  private long bytes;

  /**
   * Allocates no packets yet.
   *
   * @param size how many packets are kept, a power of two
   */
  public PacketCache(int size) {
    this.packets = new byte[size][];
    this.lengths = new int[size];
    this.sequences = new long[size];
  }

  /**
   * Keeps a copy of a packet, in place of the one that many numbers before.
   *
   * @param in its extended sequence number, which is positive
   * @param packet the packet
   */
  public void put(long in, RtpPacket packet) {
    int at = (int) in & (packets.length - 1);
    if (in <= sequences[at]) {
      return; // late, and its place is taken
    }
    int length = packet.payload() + packet.payloadLength() - packet.offset();
    byte[] copy = packets[at];
    if (copy == null || copy.length < length) {
      bytes -= copy == null ? 0 : copy.length;
      copy = new byte[Math.max(length, copy == null ? 0 : 1500)];
      bytes += copy.length;
      packets[at] = copy;
    }
    System.arraycopy(packet.bytes(), packet.offset(), copy, 0, length);
    copy[0] &= ~0x20; // without the padding
    lengths[at] = length;
    sequences[at] = in;
  }

  /**
   * Returns how much memory the packets take.
   *
   * @return bytes
   */
  public long bytes() {
    return bytes;
  }

  /**
   * Finds a packet.
   *
   * @param in its extended sequence number
   * @param found reads the packet; must not be kept until the next {@link #put}
   * @return false if it is not kept
   */
  public boolean find(long in, RtpPacket found) {
    int at = (int) in & (packets.length - 1);
    return sequences[at] == in && packets[at] != null && found.read(packets[at], 0, lengths[at]);
  }
}
