package dev.rtcrooms.sfu.stun;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** A check by an agent in the controlled role (RFC 8445 §7.2.2). Immutable; any thread. */
public final class StunRequest {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** RFC 8445 §16.1: one for all checks of an agent. */
  private static final long TIE_BREAKER = RANDOM.nextLong();

  /** RFC 8445 §5.1.2: peer-reflexive, and the best of its kind. */
  private static final int PRIORITY_VALUE = 110 << 24 | 0xFFFFFF;

  private static final int PRIORITY = 0x0024;

  private final byte[] bytes;
  private final String password;

  private StunRequest(byte[] bytes, String password) {
    this.bytes = bytes;
    this.password = password;
  }

  /**
   * Makes a check with a new transaction id. It nominates nothing.
   *
   * @param own our username fragment
   * @param peers the credentials of the peer
   * @return the check
   */
  public static StunRequest check(String own, IceCredentials peers) {
    byte[] name = (peers.ufrag() + ":" + own).getBytes(StandardCharsets.UTF_8);
    int padded = (name.length + 3) & ~3;
    byte[] id = new byte[StunMessage.TRANSACTION_BYTES];
    RANDOM.nextBytes(id);
    byte[] bytes = StunIntegrity.begin(StunMessage.BINDING_REQUEST, 4 + padded + 8 + 12, id);
    int at = StunMessage.HEADER;
    BigEndian.put16(bytes, at, StunMessage.USERNAME);
    BigEndian.put16(bytes, at + 2, name.length);
    System.arraycopy(name, 0, bytes, at + 4, name.length);
    at += 4 + padded;
    BigEndian.put16(bytes, at, PRIORITY);
    BigEndian.put16(bytes, at + 2, 4);
    BigEndian.put32(bytes, at + 4, PRIORITY_VALUE);
    at += 8;
    BigEndian.put16(bytes, at, StunMessage.ICE_CONTROLLED);
    BigEndian.put16(bytes, at + 2, 8);
    BigEndian.put32(bytes, at + 4, (int) (TIE_BREAKER >> 32));
    BigEndian.put32(bytes, at + 8, (int) TIE_BREAKER);
    return new StunRequest(StunIntegrity.finish(bytes, peers.password()), peers.password());
  }

  /**
   * Returns the datagram.
   *
   * @return a copy
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Tells whether a message is the success response to this check, with the integrity that only the
   * peer can give it.
   *
   * @param message from the address to which the check was sent
   * @return false if it is anything else
   */
  public boolean isAnsweredBy(StunMessage message) {
    return message.type() == StunMessage.BINDING_SUCCESS
        && message.isOfTransaction(bytes)
        && message.isAuthentic(password);
  }
}
