package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.net.LoopCounters;
import dev.rtcrooms.sfu.rtp.RtpPacket;
import dev.rtcrooms.sfu.rtp.SourceMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each source (SSRC) of a publisher sends: the media of a layer, or its repairs. It is known
 * by the publisher's description, or by the names in the source's packets (RFC 8852, RFC 9143). For
 * the loop's thread.
 */
final class PublisherSources {

  private final LoopCounters counters;
  private final SourceMap<LayerReceivers> media = new SourceMap<>();
  private final SourceMap<LayerReceivers> repairs = new SourceMap<>();
  private final Map<Integer, Announced> announced = new HashMap<>();
  private final Map<Integer, Integer> announcedRepairs = new HashMap<>();
  private final SourceNames names = new SourceNames();
  private final Ends ends;
  private List<IncomingTrack> tracks = List.of();
  private ExtensionIds ids = new ExtensionIds(0, 0, 0, 0, 0, 0);

  /** Hears whether a source is used. */
  @FunctionalInterface
  interface Ends {

    /**
     * A source has ended, or begins, perhaps again.
     *
     * @param ssrc the source
     * @param ended whether it has ended
     */
    void ended(int ssrc, boolean ended);
  }

  PublisherSources(LoopCounters counters, Ends ends) {
    this.counters = counters;
    this.ends = ends;
  }

  /** Takes a new description; see {@link Uplink#expect}. */
  void expect(
      List<IncomingTrack> next,
      ExtensionIds extensions,
      Map<Integer, Announced> sources,
      Map<Integer, Integer> pairs) {
    tracks = List.copyOf(next);
    ids = extensions;
    announced.clear();
    announced.putAll(sources);
    announcedRepairs.clear();
    announcedRepairs.putAll(pairs);
    List<Layer> present = new ArrayList<>();
    for (IncomingTrack track : tracks) {
      present.addAll(track.layers());
    }
    media.removeIf((ssrc, each) -> !present.contains(each.layer()) && end(ssrc));
    repairs.removeIf((ssrc, each) -> !present.contains(each.layer()) && end(ssrc));
  }

  private boolean end(int ssrc) {
    ends.ended(ssrc, true);
    return true;
  }

  /** All tracks of the newest description. */
  List<IncomingTrack> tracks() {
    return tracks;
  }

  /** The header extensions of the newest description. */
  ExtensionIds ids() {
    return ids;
  }

  /** How many sources send media. */
  int size() {
    return media.size();
  }

  /** One of those that send media. */
  LayerReceivers at(int index) {
    return media.at(index);
  }

  /** What a source sends as media; null if it is not known, or sends repairs. */
  @Nullable LayerReceivers media(int ssrc) {
    return media.get(ssrc);
  }

  /** What a source repairs; null if it is not known, or sends media. */
  @Nullable LayerReceivers repaired(int ssrc) {
    return repairs.get(ssrc);
  }

  /** Finds what a new source sends, by its SSRC or by the names in its packet. */
  boolean find(RtpPacket packet) {
    Integer repaired = announcedRepairs.get(packet.ssrc());
    LayerReceivers known = repaired == null ? null : media.get(repaired);
    boolean found = known != null || findNamed(packet);
    if (known != null) {
      repairs.put(packet.ssrc(), known);
    }
    if (found) {
      ends.ended(packet.ssrc(), false);
    }
    return found;
  }

  private boolean findNamed(RtpPacket packet) {
    SourceNames.Name name = names.of(packet, ids);
    Announced source = announced.get(packet.ssrc());
    IncomingTrack track = source == null ? byMid(name.mid()) : source.track();
    if (track == null) {
      return false;
    }
    if (packet.payloadType() == track.format().payloadType()) {
      String rid = name.rid() == null && source != null ? source.rid() : name.rid();
      return findMedia(packet.ssrc(), track, rid);
    }
    return packet.payloadType() == track.format().repairType()
        && findRepair(packet.ssrc(), track, name.repairedRid());
  }

  private boolean findMedia(int ssrc, IncomingTrack track, @Nullable String named) {
    String rid = track.rids().isEmpty() ? null : named;
    if (!track.rids().isEmpty() && (rid == null || !track.rids().contains(rid))) {
      return false;
    }
    LayerReceivers before = track.source(rid);
    if (before != null) {
      media.removeIf((former, other) -> other == before && end(former));
      repairs.removeIf((former, other) -> other == before && end(former));
    }
    media.put(ssrc, track.begin(ssrc, rid, counters));
    return true;
  }

  private boolean findRepair(int ssrc, IncomingTrack track, @Nullable String repairedRid) {
    LayerReceivers source = track.source(track.rids().isEmpty() ? null : repairedRid);
    if (source == null) {
      return false;
    }
    repairs.put(ssrc, source);
    return true;
  }

  private @Nullable IncomingTrack byMid(@Nullable String mid) {
    for (IncomingTrack track : tracks) {
      if (track.mid().equals(mid)) {
        return track;
      }
    }
    return null;
  }
}
