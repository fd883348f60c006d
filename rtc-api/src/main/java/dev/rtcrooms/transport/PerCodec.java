package dev.rtcrooms.transport;

import org.jspecify.annotations.Nullable;

/**
 * Remembers one encoded form for each codec; any thread. Rooms speak one codec as a rule, so the
 * codecs form a short list, and a race may encode twice but gives everybody the first form.
 */
final class PerCodec {

  private volatile @Nullable Entry first;

  private record Entry(Codec codec, Encoded encoded, @Nullable Entry next) {}

  /** Remembers a form; gives back the one that counts, which another thread may have made. */
  synchronized Encoded keep(Codec codec, Encoded made) {
    Encoded others = find(codec);
    if (others != null) {
      return others;
    }
    first = new Entry(codec, made, first);
    return made;
  }

  @Nullable Encoded find(Codec codec) {
    for (Entry entry = first; entry != null; entry = entry.next) {
      if (entry.codec == codec) {
        return entry.encoded;
      }
    }
    return null;
  }
}
