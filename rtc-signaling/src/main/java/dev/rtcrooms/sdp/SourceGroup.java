package dev.rtcrooms.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * A group of RTP streams (RFC 5576 §4.2). Immutable; any thread.
 *
 * @param semantics the kind of group, such as {@code FID} for retransmission or {@code SIM} for
 *     simulcast
 * @param ssrcs their synchronization sources; unmodifiable, in order
 */
public record SourceGroup(String semantics, List<Long> ssrcs) {

  /** Copies the list. */
  public SourceGroup {
    ssrcs = List.copyOf(ssrcs);
  }

  static SourceGroup read(Cursor value) throws SdpException {
    String semantics = value.token();
    List<Long> ssrcs = new ArrayList<>();
    while (value.skip(' ')) {
      ssrcs.add(value.number(SourceAttribute.MAX_SSRC));
    }
    return new SourceGroup(semantics, ssrcs);
  }
}
