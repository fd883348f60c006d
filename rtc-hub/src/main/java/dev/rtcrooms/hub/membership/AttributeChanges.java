package dev.rtcrooms.hub.membership;

import dev.rtcrooms.AttributeKey;
import dev.rtcrooms.Attributes;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.message.Fields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes the attributes of a room's clients; for the mailbox. */
public final class AttributeChanges {

  private final Mailbox mailbox;
  private final ClientRegistry clients;
  private final FeatureList features;
  private final ShownAttribute shown;

  /** The changes in one room. */
  public AttributeChanges(
      Mailbox mailbox, ClientRegistry clients, FeatureList features, ShownAttribute shown) {
    this.mailbox = mailbox;
    this.clients = clients;
    this.features = features;
    this.shown = shown;
  }

  /**
   * Sets an attribute, and tells the features if it is shown to others.
   *
   * @param value null to remove it
   * @throws IllegalArgumentException if it cannot be set; nothing is changed then
   */
  public <T> void set(LiveClient client, AttributeKey<T> key, @Nullable T value) {
    mailbox.requireInside();
    Attributes attributes = client.attributes().with(key, value);
    Optional<Fields> info = shown.of(attributes);
    boolean changes = !info.equals(client.info());
    client.attributes(attributes, info.orElse(null));
    if (changes && clients.contains(client)) {
      features.each(feature -> feature.infoChanged(client));
    }
  }
}
