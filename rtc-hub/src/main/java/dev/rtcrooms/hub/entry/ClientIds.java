package dev.rtcrooms.hub.entry;

import dev.rtcrooms.Role;
import dev.rtcrooms.hub.membership.AdmittedUser;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives each client its id: the first 9 bytes of an HMAC-SHA-256 of its room, session key, user and
 * link, in base64url. A client that comes back thus has the same id, even after a restart, and
 * nobody can compute an id, or find a session key from one. Without a session key the id is random.
 * Any thread.
 */
public final class ClientIds {

  private static final int BYTES = 9;

  private final DerivedKey key;
  private final DerivedKey sessions;
  private final RandomGenerator random;

  /** The ids that are derived from this secret. */
  public ClientIds(byte[] secret, RandomGenerator random) {
    this.key = new DerivedKey(secret, "rtc-rooms client id");
    this.sessions = new DerivedKey(secret, "rtc-rooms session");
    this.random = random;
  }

  /**
   * Returns what stands for a session key where other nodes can see it, which is the same on all
   * nodes with the same secret.
   */
  public String digest(String session) {
    byte[] digest = sessions.hmac(session.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  /** Returns the id of a client of this user. */
  String of(AdmittedUser user) {
    @Nullable String session = user.session();
    byte[] id = new byte[BYTES];
    if (session == null) {
      random.nextBytes(id);
    } else {
      id = Arrays.copyOf(key.hmac(identity(user, session)), BYTES);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  /** Each text is preceded by its length, so that no two identities have the same bytes. */
  private static byte[] identity(AdmittedUser user, String session) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(user.room().getMostSignificantBits());
      out.writeLong(user.room().getLeastSignificantBits());
      out.writeBoolean(user.role() == Role.WATCHER);
      out.writeUTF(session);
      out.writeUTF(user.user().id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
