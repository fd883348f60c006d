package dev.rtcrooms.transport;

import org.jspecify.annotations.Nullable;

/**
 * Keeps one encoded form per codec; any thread. Most rooms use one codec, so the forms are a short
 * list. Threads may encode concurrently, but all of them get the form that was kept first.
 */
final class PerCodec {

  private volatile @Nullable Entry first;

  private record Entry(Codec codec, Encoded encoded, @Nullable Entry next) {}

  /** Keeps a form, and returns the one that was kept first, perhaps by another thread. */
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
