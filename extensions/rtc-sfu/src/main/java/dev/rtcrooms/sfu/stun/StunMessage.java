package dev.rtcrooms.sfu.stun;

import dev.rtcrooms.sfu.bytes.BigEndian;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A STUN message that was received (RFC 8489 §5), as far as a lite ICE agent needs it. Its
 * integrity is not yet checked; {@link #isAuthentic} does that. Not thread-safe.
 */
public final class StunMessage {

  /** The type of a binding request. */
  public static final int BINDING_REQUEST = 0x0001;

  /** The type of a success response to a binding request. */
  public static final int BINDING_SUCCESS = 0x0101;

  /** The length of a header in bytes. */
  static final int HEADER = 20;

  static final int TRANSACTION_BYTES = 12;
  private static final int TRANSACTION_AT = 8;
  static final int MAGIC_COOKIE = 0x2112A442;
  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int UNKNOWN_ATTRIBUTES = 0x000A;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;
  static final int INTEGRITY_BYTES = 20;

  /** RFC 8489 §14.3: at most 508 bytes. */
  private static final int MAX_USERNAME = 508;

  private final byte[] bytes;
  private int integrityAt = -1;
  private boolean fingerprint;
  private boolean useCandidate;
  private boolean controlled;
  private @Nullable String username;

  private StunMessage(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a message with a FINGERPRINT, which ICE requires (RFC 8445 §7.1).
   *
   * @param data an array that holds a datagram
   * @param offset where the datagram begins
   * @param length its length in bytes
   * @return the message, which keeps a copy; null if it is malformed or its fingerprint is wrong
   */
  public static @Nullable StunMessage read(byte[] data, int offset, int length) {
    if (length < HEADER || (length & 3) != 0 || (data[offset] & 0xC0) != 0) {
      return null;
    }
    byte[] copy = new byte[length];
    System.arraycopy(data, offset, copy, 0, length);
    if (BigEndian.int16(copy, 2) != length - HEADER || BigEndian.int32(copy, 4) != MAGIC_COOKIE) {
      return null;
    }
    StunMessage message = new StunMessage(copy);
    return message.readAttributes() && message.fingerprint ? message : null;
  }

  private boolean readAttributes() {
    int at = HEADER;
    while (at < bytes.length) {
      if (at + 4 > bytes.length) {
        return false;
      }
      int type = BigEndian.int16(bytes, at);
      int length = BigEndian.int16(bytes, at + 2);
      int end = at + 4 + length;
      if (end > bytes.length || !readAttribute(type, at, length)) {
        return false;
      }
      at = (end + 3) & ~3;
    }
    return at == bytes.length;
  }

  private boolean readAttribute(int type, int at, int length) {
    if (fingerprint) {
      return false; // RFC 8489 §14.7: it is the last
    }
    if (type == FINGERPRINT) {
      fingerprint = true;
      return length == 4
          && at + 8 == bytes.length
          && BigEndian.int32(bytes, at + 4) == StunIntegrity.fingerprint(bytes, at);
    }
    if (integrityAt >= 0) {
      return true; // RFC 8489 §14.5: what follows the integrity is ignored
    }
    switch (type) {
      case MESSAGE_INTEGRITY -> {
        integrityAt = at;
        return length == INTEGRITY_BYTES;
      }
      case USERNAME -> {
        username = new String(bytes, at + 4, length, StandardCharsets.UTF_8);
        return length <= MAX_USERNAME;
      }
      case USE_CANDIDATE -> useCandidate = true;
      case ICE_CONTROLLED -> controlled = true;
      default -> {
        return true;
      }
    }
    return true;
  }

  /**
   * Returns the message's method and class.
   *
   * @return 16 bits, such as {@link #BINDING_REQUEST}
   */
  public int type() {
    return BigEndian.int16(bytes, 0);
  }

  /**
   * Returns the username fragment of the receiver of a check (RFC 8445 §7.2.2).
   *
   * @return what precedes the colon in USERNAME, or null if there is none
   */
  public @Nullable String receiverUfrag() {
    int colon = username == null ? -1 : username.indexOf(':');
    return username == null || colon < 0 ? null : username.substring(0, colon);
  }

  /**
   * Tells whether the sender nominates the pair of addresses.
   *
   * @return true if the message has USE-CANDIDATE
   */
  public boolean useCandidate() {
    return useCandidate;
  }

  /**
   * Tells whether the sender claims the controlled role, which a lite agent has. Older versions of
   * FFmpeg name no role.
   *
   * @return true if the message has ICE-CONTROLLED
   */
  public boolean controlled() {
    return controlled;
  }

  /**
   * Checks MESSAGE-INTEGRITY with a short-term credential (RFC 8489 §9.1), in constant time.
   *
   * @param password the password
   * @return false if it is missing or wrong
   */
  public boolean isAuthentic(String password) {
    if (integrityAt < 0) {
      return false;
    }
    byte[] expected = StunIntegrity.integrity(bytes, integrityAt, password);
    byte[] found = new byte[INTEGRITY_BYTES];
    System.arraycopy(bytes, integrityAt + 4, found, 0, INTEGRITY_BYTES);
    return MessageDigest.isEqual(expected, found);
  }

  /** Returns the transaction id. */
  byte[] transaction() {
    return Arrays.copyOfRange(bytes, TRANSACTION_AT, HEADER);
  }

  /** Whether the transaction id is the same as that of a request. */
  boolean isOfTransaction(byte[] request) {
    return Arrays.equals(bytes, TRANSACTION_AT, HEADER, request, TRANSACTION_AT, HEADER);
  }
}
