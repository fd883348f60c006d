package dev.rtcrooms.hub.membership;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Hub;
import dev.rtcrooms.Role;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.message.Granted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the grants and roles of a room's clients; for the mailbox. */
public final class GrantChanges {

  private final Mailbox mailbox;
  private final Hub hub;
  private final ClientRegistry clients;
  private final RoomOutput output;
  private final FeatureList features;
  private final Recorder recorder;

  /** One element per delayed change; nearly always empty. */
  private final List<LiveClient> delayed = new ArrayList<>();

  /** The changes in one room. */
  public GrantChanges(
      Mailbox mailbox,
      Hub hub,
      ClientRegistry clients,
      RoomOutput output,
      FeatureList features,
      Recorder recorder) {
    this.mailbox = mailbox;
    this.hub = hub;
    this.clients = clients;
    this.output = output;
    this.features = features;
    this.recorder = recorder;
  }

  /**
   * Gives a client grants, and perhaps another role. A move is delayed while the features are being
   * notified, so that none sees the new role too early. Later changes of the same client wait
   * behind it, unless they disconnect the client.
   *
   * @param to null to keep the role that the client has by then
   */
  public void request(LiveClient client, @Nullable Role to, Grants wanted) {
    mailbox.requireInside();
    boolean moves = to != null && to != client.role() && clients.contains(client);
    boolean waits = delayed.contains(client) || (moves && features.isNotifying());
    if (!waits || !wanted.allows(Grants.JOIN)) {
      apply(client, to, wanted);
      return;
    }
    delayed.add(client);
    mailbox.execute(
        () -> {
          delayed.remove(client);
          if (!client.hasEnded()) {
            apply(client, to, wanted);
          }
        });
  }

  private void apply(LiveClient client, @Nullable Role to, Grants wanted) {
    Role role = to == null ? client.role() : to;
    Grants grants = client.admitted().restrict(role, wanted);
    Grants before = client.grants();
    client.grants(grants);
    if (!grants.allows(Grants.JOIN)) {
      client.disconnect(CloseReason.NOT_ALLOWED);
    } else if (clients.contains(client)) {
      boolean moves = role != client.role();
      recorder.flush();
      if (moves) {
        output.move(client.recipient(), role);
      }
      hub.send(client, new Granted(role, grants));
      if (moves) {
        features.each(feature -> feature.moved(client));
      }
      features.each(feature -> feature.regranted(client, before));
    }
  }
}
