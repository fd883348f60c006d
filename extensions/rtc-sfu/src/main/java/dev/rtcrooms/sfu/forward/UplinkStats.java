package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.Losses;
import dev.rtcrooms.sfu.stats.PeerStats;
import dev.rtcrooms.sfu.stats.TrackStats;
import java.util.ArrayList;
import java.util.List;

/** What was last measured of a publisher. The loop's thread measures; any thread may read. */
final class UplinkStats {

  private volatile List<TrackStats> sources = List.of();
  private volatile long bufferedBytes;
  private volatile int roundTrip = Losses.DEFAULT_ROUND_TRIP;

  void measure(List<IncomingTrack> tracks, long now) {
    List<TrackStats> measured = new ArrayList<>();
    long bytes = 0;
    for (IncomingTrack track : tracks) {
      for (Layer layer : track.layers()) {
        measured.add(layer.stats(track.mid(), now));
        bytes += layer.cache().bytes();
        roundTrip = layer.roundTrip();
      }
    }
    sources = measured;
    bufferedBytes = bytes;
  }

  PeerStats of(String client) {
    return new PeerStats(client, true, roundTrip, bufferedBytes, sources);
  }
}
