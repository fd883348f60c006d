package dev.rtcrooms.hub.entry;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Mints and opens stream ids: {@code base64url(AES-256(k1, uuid) ‖ first 8 bytes of
 * HMAC-SHA-256(k2, ciphertext))}. A UUID is one AES block and each is encrypted once, so the bare
 * block cipher leaks nothing; k1 and k2 come from the host's secret. Any thread.
 */
public final class StreamIds {

  private static final int BLOCK = 16;
  private static final int TAG = 8;
  private static final int LENGTH = 32;

  private final SecretKeySpec encryption;
  private final DerivedKey authentication;

  /** The ids that are derived from this secret. */
  public StreamIds(byte[] secret) {
    encryption = new DerivedKey(secret, "rtc-rooms stream id encryption").as("AES");
    authentication = new DerivedKey(secret, "rtc-rooms stream id authentication");
  }

  /** Gives a room's stream id. */
  public String mint(UUID room) {
    byte[] plain =
        ByteBuffer.allocate(BLOCK)
            .putLong(room.getMostSignificantBits())
            .putLong(room.getLeastSignificantBits())
            .array();
    byte[] sealed = crypt(Cipher.ENCRYPT_MODE, plain);
    byte[] id = Arrays.copyOf(sealed, BLOCK + TAG);
    System.arraycopy(tag(sealed), 0, id, BLOCK, TAG);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** Gives the room's id, or empty if the stream id is malformed or of another secret. */
  public Optional<UUID> open(String streamId) {
    if (streamId.length() != LENGTH) {
      return Optional.empty();
    }
    byte[] id;
    try {
      id = Base64.getUrlDecoder().decode(streamId);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    byte[] sealed = Arrays.copyOf(id, BLOCK);
    if (!MessageDigest.isEqual(tag(sealed), Arrays.copyOfRange(id, BLOCK, id.length))) {
      return Optional.empty();
    }
    ByteBuffer plain = ByteBuffer.wrap(crypt(Cipher.DECRYPT_MODE, sealed));
    return Optional.of(new UUID(plain.getLong(), plain.getLong()));
  }

  private byte[] crypt(int mode, byte[] block) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(mode, encryption);
      return cipher.doFinal(block);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES", e);
    }
  }

  private byte[] tag(byte[] sealed) {
    return Arrays.copyOf(authentication.hmac(sealed), TAG);
  }
}
