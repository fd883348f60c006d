package dev.rtcrooms.hub.membership;

import dev.rtcrooms.Audience;
import dev.rtcrooms.hub.command.RetryCache;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.recording.Recorder;
import dev.rtcrooms.spi.HistoryStore.Recorded;
import dev.rtcrooms.transport.Outgoing;
import java.util.List;

/** Passes recorded events to the clients and the features; for the mailbox. */
public final class RecordedOutput implements Recorder.Listener {

  private final RoomOutput output;
  private final FeatureList features;
  private final RetryCache retries;

  /** The recorded output of one room. */
  public RecordedOutput(RoomOutput output, FeatureList features, RetryCache retries) {
    this.output = output;
    this.features = features;
    this.retries = retries;
  }

  @Override
  public void recorded(Outgoing message, Audience audience) {
    output.broadcast(message, audience);
    long offset = message.offset().orElse(0);
    features.each(feature -> feature.recorded(message.event(), offset));
  }

  @Override
  public void restored(List<Recorded> newest) {
    retries.restore(newest);
    features.each(feature -> feature.restored(newest));
  }
}
