package dev.rtcrooms.sfu.srtp;

import dev.rtcrooms.sfu.bytes.BigEndian;

/**
 * Protects the packets that go to one peer. The caller numbers the packets of an SSRC by an index
 * of 48 bits, and never uses one twice. Not thread-safe.
 */
public final class SrtpSender {

  /** The most bytes that protection adds to a packet. */
  public static final int MAX_OVERHEAD = 20;

  private final SrtpCipher media;
  private final SrtpCipher control;
  private int controlIndex;

  /**
   * Derives the session keys.
   *
   * @param profile the profile that DTLS has negotiated
   * @param key our master key
   * @param salt our master salt
   */
  public SrtpSender(SrtpProfile profile, byte[] key, byte[] salt) {
    KeyDerivation keys = new KeyDerivation(key, salt);
    this.media = profile.cipher(keys, false, true);
    this.control = profile.cipher(keys, true, true);
  }

  /**
   * Protects an RTP packet in place.
   *
   * @param packet an array with room for {@link #MAX_OVERHEAD} bytes behind the packet
   * @param offset where the packet begins
   * @param header the length of its header with extensions
   * @param length its length in bytes
   * @param index the rollover counter and the sequence number, which the packet has too
   * @return the new length
   */
  public int protect(byte[] packet, int offset, int header, int length, long index) {
    return media.protect(
        packet, offset, header, length, BigEndian.int32(packet, offset + 8), index);
  }

  /**
   * Protects an RTCP packet in place.
   *
   * @param packet an array with room for {@link #MAX_OVERHEAD} bytes behind the packet
   * @param offset where the packet begins
   * @param length its length in bytes
   * @return the new length
   */
  public int protectControl(byte[] packet, int offset, int length) {
    return control.protectControl(
        packet, offset, length, BigEndian.int32(packet, offset + 4), ++controlIndex);
  }
}
