package dev.rtcrooms.hub.membership;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Attributes;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.RoomChanged;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The attributes of a room, one of which its clients may see; any thread. */
public final class RoomAttributes {

  private final ShownAttribute shown;
  private final Mailbox mailbox;
  private final Consumer<RoomChanged> broadcast;
  private volatile Attributes attributes = Attributes.none();

  /** What the clients were told last; for the mailbox. */
  private @Nullable Fields told;

  /**
   * The attributes of a room that has none yet.
   *
   * @param shown which one the clients see
   * @param broadcast tells the clients; called in the mailbox
   */
  public RoomAttributes(ShownAttribute shown, Mailbox mailbox, Consumer<RoomChanged> broadcast) {
    this.shown = shown;
    this.mailbox = mailbox;
    this.broadcast = broadcast;
  }

  /** {@return all attributes} */
  public Attributes all() {
    return attributes;
  }

  /**
   * Sets an attribute, and tells the clients if they see it.
   *
   * @param value null to remove it
   * @throws IllegalArgumentException if it cannot be set; nothing is changed then
   */
  public synchronized <T> void set(AttributeKey<T> key, @Nullable T value) {
    Attributes next = attributes.with(key, value);
    boolean changes = !shown.of(next).equals(shown.of(attributes));
    attributes = next;
    if (changes) {
      mailbox.execute(this::tell);
    }
  }

  private void tell() {
    Fields now = shown.of(attributes).orElse(null);
    if (!Objects.equals(now, told)) {
      told = now;
      broadcast.accept(new RoomChanged(now));
    }
  }

  /** {@return what the clients were told last, or null; for the mailbox} */
  @Nullable Fields told() {
    return told;
  }
}
