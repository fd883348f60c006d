package dev.rtcrooms.hub.entry;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.spi.RefusedEntry;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.transport.Handshake;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A handshake, of which the listener is told if it is refused; any thread. */
public final class EntryAttempt implements Consumer<User> {

  private final Handshake handshake;
  private final AdmissionControl admission;
  private final RoomListener listener;
  private volatile @Nullable User user;

  /** An attempt of an unknown user. */
  public EntryAttempt(Handshake handshake, AdmissionControl admission, RoomListener listener) {
    this.handshake = handshake;
    this.admission = admission;
    this.listener = listener;
  }

  /** The user is known. */
  @Override
  public void accept(User authenticated) {
    user = authenticated;
  }

  /** The attempt was refused. */
  public void refused(CloseReason reason) {
    Optional<String> userId = Optional.ofNullable(user).map(User::id);
    listener.refused(new RefusedEntry(handshake.role(), room(), userId, reason));
  }

  private Optional<UUID> room() {
    try {
      return Optional.of(admission.roomId(handshake));
    } catch (RefusalException e) {
      return Optional.empty();
    }
  }
}
