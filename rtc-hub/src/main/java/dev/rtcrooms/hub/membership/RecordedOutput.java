package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Audience;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.transport.Outgoing;

/** Sends recorded events to the clients and tells the features; for the mailbox. */
public final class RecordedOutput implements Recorder.Listener {

  private static final CloseReason HISTORY_LOST =
      new CloseReason(CloseReason.FAILED.code(), "history lost; reconnect");

  private final RoomOutput output;
  private final FeatureList features;
  private final ClientRegistry clients;

  /** The recorded output of one room. */
  public RecordedOutput(RoomOutput output, FeatureList features, ClientRegistry clients) {
    this.output = output;
    this.features = features;
    this.clients = clients;
  }

  @Override
  public void recorded(Outgoing message, Audience audience) {
    output.broadcast(message, audience);
    features.each(feature -> feature.recorded(message.event()));
  }

  /** A client could mistake new offsets for old ones, so all must reconnect and begin anew. */
  @Override
  public void historyLost() {
    for (LiveClient client : clients.copy()) {
      client.disconnectNow(HISTORY_LOST);
    }
  }
}
