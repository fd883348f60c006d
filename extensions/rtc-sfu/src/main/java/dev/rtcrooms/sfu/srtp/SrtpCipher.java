package dev.rtcrooms.sfu.srtp;

/**
 * Protects and unprotects packets in place with the session keys of one direction; not thread-safe.
 * The array has room for {@link #overhead} more bytes.
 */
interface SrtpCipher {

  /** The value of a method that has found a packet that is not authentic. */
  int FORGED = -1;

  /** The bytes that a tag adds. */
  int overhead();

  /**
   * Protects an RTP packet.
   *
   * @param index ROC and sequence number, 48 bits
   * @return the new length
   */
  int protect(byte[] packet, int offset, int header, int length, int ssrc, long index);

  /** Unprotects an RTP packet, and returns its new length or {@link #FORGED}. */
  int unprotect(byte[] packet, int offset, int header, int length, int ssrc, long index);

  /** Protects an RTCP packet, appends its index of 31 bits, and returns the new length. */
  int protectControl(byte[] packet, int offset, int length, int ssrc, int index);

  /** Unprotects an RTCP packet, and returns its new length or {@link #FORGED}. */
  int unprotectControl(byte[] packet, int offset, int length, int ssrc);

  /**
   * The index of 31 bits of a protected RTCP packet that is at least {@link #overhead} + 4 long.
   */
  int controlIndex(byte[] packet, int offset, int length);
}
