package dev.rtcrooms.sfu.forward;

import dev.rtcrooms.sfu.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sources say of themselves in header extensions (RFC 8843 §15, RFC 8852). A sender leaves the
 * names out once the first packets were reported as received, and also when it stops for a while
 * and goes on. So they are remembered, those of the latest sources. For the loop's thread.
 */
final class SourceNames {

  /** More than a connection may have sources. */
  private static final int MAX = 64;

  private static final Name NONE = new Name(null, null, null);

  private final Map<Integer, Name> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Name> eldest) {
          return size() > MAX;
        }
      };

  /**
   * The names of one source.
   *
   * @param mid its media section; null if it did not say so
   * @param rid its layer; null if it did not say so
   * @param repairedRid the layer that it repairs; null if it did not say so
   */
  record Name(@Nullable String mid, @Nullable String rid, @Nullable String repairedRid) {}

  /** The names of the packet's source: those in the packet, and else those of packets before. */
  Name of(RtpPacket packet, ExtensionIds ids) {
    Name before = known.getOrDefault(packet.ssrc(), NONE);
    Name now =
        new Name(
            text(packet, ids.mid(), before.mid()),
            text(packet, ids.rid(), before.rid()),
            text(packet, ids.repairedRid(), before.repairedRid()));
    if (!now.equals(before)) {
      known.put(packet.ssrc(), now);
    }
    return now;
  }

  private static @Nullable String text(RtpPacket packet, int id, @Nullable String otherwise) {
    int at = packet.extension(id);
    return at == RtpPacket.ABSENT
        ? otherwise
        : new String(packet.bytes(), at, packet.extensionLength(id), StandardCharsets.US_ASCII);
  }
}
