package dev.rtcrooms.sfu.sdp;

import dev.rtcrooms.sdp.MediaSection;
import dev.rtcrooms.sdp.Rid;
import dev.rtcrooms.sdp.Simulcast;
import java.util.List;

/** The layers of a track in an offer, and the lines that accept them (RFC 8853). Any thread. */
final class OfferedLayers {

  private static final int LONGEST_NAME = 16;

  private OfferedLayers() {}

  /**
   * Reads the names of the layers that are sent.
   *
   * @param most how many are accepted, the first ones
   * @return the first format of each layer, since RFC 8853 §5.2 permits alternatives; empty without
   *     simulcast
   */
  static List<String> read(MediaSection section, int most) {
    List<String> named =
        section.rtp().rids().stream().filter(Rid::sent).map(Rid::id).distinct().toList();
    return section.rtp().simulcast().map(Simulcast::send).orElse(List.of()).stream()
        .map(formats -> formats.get(0).rid())
        .filter(rid -> named.contains(rid) && rid.length() <= LONGEST_NAME)
        .distinct()
        .limit(most)
        .toList();
  }

  /** Accepts layers. */
  static void answer(List<String> rids, SdpWriter writer) {
    if (!rids.isEmpty()) {
      rids.forEach(rid -> writer.line("a=rid:" + rid + " recv"));
      writer.line("a=simulcast:recv " + String.join(";", rids));
    }
  }
}
